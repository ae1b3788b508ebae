/** Draws typed cells by locale: numbers and money end-aligned, states as chips, links into the page. */

import { element } from "./dom.js";

/** How a state is coloured. */
const TONES = {
  "waiting for approval": "waiting", "on its way": "moving", "part received": "moving", "part paid": "moving",
  "in progress": "moving", calculated: "moving", approved: "good", paid: "good", received: "good", active: "good",
  rejected: "bad", "switched off": "bad", cancelled: "quiet", done: "quiet", open: "waiting",
};

const NUMERIC = ["number", "money"];

/** A table cell or the value of a description. */
export function cellContent(cell, words, key) {
  switch (cell.type) {
    case "link": return element("a", { href: cell.href, "data-key": key ?? cell.href }, cell.value);
    case "money": return words.money(cell.value, cell.currency);
    case "number": return marked(new Intl.NumberFormat(words.locale).format(cell.value), cell.late && "low");
    case "date": return marked(element("time", { datetime: cell.value }, words.day(cell.value, "medium")), cell.late && "late");
    case "month": return words.month(cell.value);
    case "status": return chip(cell.value);
    case "file": return fileLink(cell.value);
    default: return cell.value;
  }
}

export const isNumeric = (cell) => NUMERIC.includes(cell?.type);

/** A state with its colour; the words alone say enough. */
export function chip(value) {
  return element("span", { class: "chip", "data-tone": TONES[value] ?? "quiet" }, value);
}

/** A value with a word beside it, so that colour is not all there is. */
function marked(content, mark) {
  return mark ? element("span", { class: "marked" }, content, " ", element("span", { class: "mark" }, mark)) : content;
}

/** A file that is written when it is asked for. */
function fileLink(file) {
  const name = `${file.report.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.${file.format}`;
  return element("button", { type: "button", class: "link", "data-key": file.id, click: () => download(name, file) }, name);
}

function download(name, file) {
  const text = file.format === "json" ? JSON.stringify(asRecords(file.lines), null, 2) : file.lines.map(csvLine).join("\r\n");
  const address = URL.createObjectURL(new Blob([text], { type: file.format === "json" ? "application/json" : "text/csv" }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function asRecords([heading, ...lines]) {
  return lines.map((line) => Object.fromEntries(heading.map((label, at) => [label, line[at]])));
}

/** Quoted, and with nothing that a spreadsheet would run as a formula. */
function csvLine(values) {
  const safe = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? ""));
  return values.map((value) => `"${safe(value).replaceAll('"', '""')}"`).join(",");
}
