/** Draws a table of the ERP with its caption, and the card of the row that is selected. */

import { cellContent, isNumeric } from "./cells.js";
import { element } from "./dom.js";

/**
 * A table in a frame that scrolls sideways when it must.
 * `scene` holds store, words, today, the selected id, and which rows have just changed.
 */
export function tableOf(view, scene) {
  const rows = scene.store.rows(view.table);
  const ordered = view.order ? view.order(rows) : rows;
  // A page has its title above; the caption is then for those who do not see it.
  const caption = element("caption", { class: view.page ? "spoken" : null }, view.title);
  const body = ordered.length > 0 ? ordered.map((row) => tableRow(view, row, scene)) : [emptyRow(view)];
  const table = element("table", {}, caption, headOf(view, rows[0], scene), element("tbody", {}, ...body));
  return element("div", { class: "table-frame", role: "region", "aria-label": `${view.title} table`, tabindex: "0" }, table);
}

function headOf(view, sample, scene) {
  const heads = view.columns.map(({ label, room, cell }) => {
    const numeric = sample && isNumeric(cell(sample, scene.today));
    return element("th", { scope: "col", class: classes(room, numeric) }, label);
  });
  return element("thead", {}, element("tr", {}, ...heads));
}

function tableRow(view, row, scene) {
  const cells = view.columns.map(({ room, cell }, at) => {
    const value = cell(row, scene.today);
    const attributes = { class: classes(room, isNumeric(value)), ...(at === 0 ? { scope: "row" } : {}) };
    return element(at === 0 ? "th" : "td", attributes, cellContent(value, scene.words));
  });
  const key = `${view.table}/${row.id}`;
  const attributes = { "data-id": row.id, "data-changed": scene.changed.has(key) && key };
  return element("tr", { ...attributes, "aria-current": scene.selected === row.id ? "true" : null }, ...cells);
}

function emptyRow(view) {
  return element("tr", {}, element("td", { class: "empty", colspan: String(view.columns.length) }, view.empty));
}

const classes = (room, numeric) => [room, numeric && "numeric"].filter(Boolean).join(" ") || null;

/** The selected row with all its fields, and what one could ask about it. */
export function cardOf(view, row, scene) {
  const [first, ...others] = view.columns;
  const fields = others.map(({ label, cell }) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, cellContent(cell(row, scene.today), scene.words, `card/${label}`))));
  const asks = (view.asks?.(row) ?? []).map((message) => askButton(message, scene.ask));
  return element("section", { class: "card", "aria-label": "Selected record" },
    element("div", { class: "card-head" },
      element("h2", {}, first.cell(row, scene.today).value),
      element("a", { href: `#/${view.page}`, class: "close", "data-key": "close" }, "Close")),
    element("dl", {}, ...fields),
    row.reason ? element("p", { class: "hint" }, `Reason: ${row.reason}`) : null,
    row.transcript?.length > 0 ? transcriptOf(row.transcript) : null,
    asks.length > 0 ? element("div", { class: "asks" }, element("span", { class: "hint" }, "Ask the assistant"), ...asks) : null);
}

/** The redacted conversation that came with a ticket. */
function transcriptOf(exchanges) {
  const said = exchanges.flatMap(({ user, reply }) => [element("dt", {}, user), element("dd", {}, reply)]);
  return element("details", { class: "transcript" }, element("summary", {}, "The conversation"), element("dl", {}, ...said));
}

/** A button that says something to the assistant. */
export function askButton(message, ask) {
  return element("button", { type: "button", class: "ask", "data-key": `ask/${message}`, click: () => ask(message) }, message);
}
