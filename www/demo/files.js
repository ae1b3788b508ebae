/** The bytes of an exported file, in the formats that the demo can write. */

import { workbook } from "./spreadsheet.js";

/** What each format is made of; a PDF takes a layout engine that the demo has not. */
export const FORMATS = {
  csv: { title: "CSV", type: "text/csv", write: (lines) => lines.map(csvLine).join("\r\n") },
  xlsx: { title: "Excel", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: workbook },
  json: { title: "JSON", type: "application/json", write: (lines) => JSON.stringify(asRecords(lines), null, 2) },
};

function asRecords([heading, ...lines]) {
  return lines.map((line) => Object.fromEntries(heading.map((label, at) => [label, line[at]])));
}

/** Quoted, and with nothing that a spreadsheet would run as a formula. */
function csvLine(values) {
  const safe = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? ""));
  return values.map((value) => `"${safe(value).replaceAll('"', '""')}"`).join(",");
}
