/** Draws typed cells by locale: numbers and money end-aligned, states as chips, links into the page. */

import { FORMATS } from "../files.js";
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
  const { type, write } = FORMATS[file.format];
  const address = URL.createObjectURL(new Blob([write(file.lines)], { type }));
  element("a", { href: address, download: name }).click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address));
}
