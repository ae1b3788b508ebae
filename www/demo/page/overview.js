/** The first page: figures that lead to their tables, what one could ask, and what happened lately. */

import { isOverdue, open, sums } from "../handlers/invoices.js";
import { onHand } from "../handlers/stock.js";
import { PERSONAS, STARTERS } from "../personas.js";
import { describe } from "./changes.js";
import { element } from "./dom.js";
import { askButton } from "./table.js";

/** Journal entries shown. */
const LATEST = 6;

export function overview(scene) {
  return [element("div", { class: "tiles" }, ...tiles(scene)), element("div", { class: "columns" }, tryAsking(scene), activity(scene))];
}

function tiles({ store, words, today }) {
  const late = store.rows("invoices").filter((row) => isOverdue(row, today));
  const owed = sums({ words }, late.map((row) => ({ amount: open(row), currency: row.currency })));
  const waiting = ["invoices", "orders", "leave"].map((table) => store.rows(table).filter(isWaiting).length);
  const coming = store.rows("orders").filter(({ status }) => ["on its way", "part received"].includes(status));
  const low = store.rows("stock").filter((item) => onHand(item) < item.reorder);
  return [
    tile("#invoices", "Waiting for approval", waiting.reduce((sum, count) => sum + count),
      `${waiting[0]} invoices, ${waiting[1]} orders, ${waiting[2]} leave requests`),
    tile("#invoices", "Overdue invoices", late.length, owed ? `${owed} open` : "nothing is late"),
    tile("#orders", "Deliveries to come", coming.length, coming.map((order) => order.id).join(", ") || "all is here"),
    tile("#stock", "Items to reorder", low.length, low.map((item) => item.id).join(", ") || "stock is fine"),
  ];
}

const isWaiting = ({ status }) => status === "waiting for approval";

function tile(href, label, figure, detail) {
  return element("a", { class: "tile", href, "data-key": label },
    element("span", { class: "tile-label" }, label),
    element("strong", {}, String(figure)),
    element("span", { class: "hint" }, detail));
}

function tryAsking({ person, ask }) {
  return element("section", { class: "card" },
    element("h2", {}, "Try asking"),
    element("p", { class: "hint" }, `You are ${person.name}. The assistant knows what your role may do, and the tables change when it acts.`),
    element("div", { class: "asks" }, ...STARTERS[person.role].map((message) => askButton(message, ask))));
}

function activity({ store, words }) {
  const latest = store.journal.slice(-LATEST).toReversed();
  const items = latest.map((entry) => element("li", {},
    element(entry.undone ? "s" : "span", {}, describe(entry.changes, words)),
    element("span", { class: "hint" }, `${nameOf(entry.by)}, ${timeOf(entry.at, words.locale)}`)));
  const content = items.length > 0
    ? element("ol", { class: "activity" }, ...items)
    : element("p", { class: "hint" }, "Nothing yet. What the assistant carries out is listed here.");
  return element("section", { class: "card" }, element("h2", {}, "Latest changes"), content);
}

const nameOf = (id) => Object.values(PERSONAS).find((person) => person.id === id)?.name ?? "somebody";

const timeOf = (at, locale) => new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at);
