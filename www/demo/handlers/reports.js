/** Reports on screen and exports to files, both made from the same tables. */

import { periodOf } from "../days.js";
import { FORMATS } from "../files.js";
import { done, link, pence, refuse, text } from "../result.js";
import { joined } from "../wording.js";
import { action, read } from "./define.js";
import { REPORTS } from "./report_tables.js";

export const reportHandlers = {
  run_report: read("reports:run", run),
  export_data: action("reports:export", exportFile),
};

function run(desk, args) {
  const report = reportFor(args.report);
  const { rows, total } = report.make(desk, periodOf(args.period));
  const facts = { report: report.title, total: total === undefined ? undefined : desk.words.money(pence(total), "GBP") };
  return done(facts, rows);
}

function exportFile(desk, args) {
  const format = args.format ?? "csv";
  if (!Object.hasOwn(FORMATS, format)) return refuse("this company exports CSV, Excel or JSON files only");
  const report = reportFor(args.report);
  const { rows } = report.make(desk, periodOf(args.period));
  const file = { id: desk.store.next("FILE"), report: report.title, format, made: desk.today, by: desk.person.name };
  desk.store.put("files", { ...file, lines: lines(rows) });
  const { title } = FORMATS[format];
  const reference = link("File", `${report.title}.${format}`, `#records/${file.id}`);
  return done({ report: report.title, format: args.format && title, count: rows.length }, [[reference, text("Format", title)]]);
}

/** Heading and values of each row. */
function lines(rows) {
  const heading = (rows[0] ?? []).map((cell) => cell.label);
  return [heading, ...rows.map((row) => row.map((cell) => cell.value))];
}

/** The report that a user means, by the words of its title and its other names. */
function reportFor(typed) {
  const found = REPORTS.find((report) => report.words.test(String(typed)));
  return found ?? refuse(`there is no such report; there are ${joined(REPORTS.map((report) => report.title.toLowerCase()))}`);
}
