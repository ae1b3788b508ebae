/** Shows the rows of an answer as a table. Columns are the labels of the cells, in the order in which they first come. */

import type { Cell } from "../types.js";
import { build, type Child } from "./dom.js";
import { cellContent } from "./format.js";
import { plainText } from "./safe.js";
import type { PanelWording } from "./texts.js";

/** A table in a frame that scrolls sideways when the columns need more room; nothing without rows. */
export function rowsTable(rows: readonly Cell[][], wording: PanelWording): Child[] {
  if (rows.length === 0) return [];
  const caption = wording.count("rows.caption", rows.length);
  const labels = [...new Set(rows.flat().map((cell) => cell.label))];
  const heads = labels.map((label) => headCell(label, rows));
  const body = rows.map((row) => build("tr", {}, ...labels.map((label) => bodyCell(row, label, wording.locale))));
  const table = build(
    "table",
    { part: "table" },
    build("caption", { part: "caption" }, caption),
    build("thead", {}, build("tr", {}, ...heads)),
    build("tbody", {}, ...body),
  );
  return [build("div", { part: "table-frame", role: "region", "aria-label": caption, tabindex: 0 }, table)];
}

function headCell(label: string, rows: readonly Cell[][]): HTMLElement {
  const sample = rows.flat().find((cell) => cell.label === label);
  return build("th", { scope: "col", "data-type": sample?.type }, plainText(label));
}

function bodyCell(row: readonly Cell[], label: string, locale: string): HTMLElement {
  const cell = row.find((candidate) => candidate.label === label);
  if (!cell) return build("td");
  return build("td", { "data-type": cell.type, dir: "auto" }, cellContent(cell, locale));
}
