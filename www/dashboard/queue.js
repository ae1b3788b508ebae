/** Draws the queue of flagged turns, the most urgent first: what was said, what was answered, and why it is here. */

import { element } from "../demo/page/dom.js";

const LOCALE = navigator.language;
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0 });

/** From this priority on a turn is urgent; the scale ends at 10. */
const URGENT = 8;

/** Columns; narrow screens leave the minor ones out. */
const HEADS = [
  ["Priority"], ["Turn"], ["Reasons"], ["Intent", "minor"], ["Confidence", "minor numeric"], ["Times", "minor numeric"],
  ["When", "minor"],
];

export function drawQueue({ items, open }) {
  if (items.length === 0) return [nothing()];
  const head = element("tr", {}, ...HEADS.map(([label, classes = null]) => element("th", { scope: "col", class: classes }, label)));
  const tally = open > items.length ? ` \u2013 the first ${items.length} of ${open}` : ` \u2013 ${open} open`;
  const table = element("table", {},
    element("caption", {}, "Flagged turns", element("span", { class: "tally" }, tally)),
    element("thead", {}, head), element("tbody", {}, ...items.map(rowOrGap)));
  return [element("div", { class: "table-frame", role: "region", "aria-label": "Flagged turns", tabindex: "0" }, table)];
}

function nothing() {
  return element("section", { class: "card nothing" },
    element("h2", {}, "Flagged turns"),
    element("p", {}, "Nothing is flagged. Turns that were not understood, doubted or rated down come here by themselves."));
}

/** One odd item never hides the others. */
function rowOrGap(item) {
  try {
    return row(item);
  } catch (error) {
    console.error("dashboard: an item of the queue cannot be shown", error);
    return element("tr", {}, element("td", { colspan: String(HEADS.length), class: "hint" }, "A turn that cannot be shown."));
  }
}

function row({ at, message, reply, intent, confidence, route, reasons, priority, count }) {
  const when = new Date(at);
  return element("tr", {},
    element("td", {}, element("span", { class: "chip", "data-tone": priority >= URGENT ? "bad" : "waiting" }, String(priority))),
    element("td", { class: "turn" }, element("p", {}, message), element("p", { class: "hint" }, reply)),
    element("td", {}, element("span", { class: "reasons" }, ...reasons.map((reason) => chip(words(reason))))),
    element("td", { class: "minor" }, words(intent), " ", chip(words(route))),
    element("td", { class: "minor numeric" }, confidence === null ? "unknown" : percent.format(confidence)),
    element("td", { class: "minor numeric" }, String(count)),
    element("td", { class: "minor" }, element("time", { datetime: when.toISOString() }, moment.format(when))));
}

const chip = (text) => element("span", { class: "chip" }, text);

const words = (name) => (name === "oos" ? "out of scope" : (name ?? "unknown").replaceAll("_", " "));
