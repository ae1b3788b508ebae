/** Payslips, payroll runs and the pay calendar. */

import * as find from "../find.js";
import { addMonths, monthOf, periodOf, workingDay } from "../days.js";
import { date, done, money, number, pence, refuse, text } from "../result.js";
import { action, read } from "./define.js";

/** Flat rates of the invented company; real payrolls are not this simple. */
const TAX_RATE = 0.18;
const PENSION_RATE = 0.05;

export const payrollHandlers = {
  view_payslip: read("payslip:read_own", (desk, args) => payslip(desk, desk.person.name, args.period)),
  view_payslip_other: read("payslip:read_any", payslipOther),
  payroll_report: read("payroll:read", report),
  run_payroll: action("payroll:run", run),
  pay_date: read(null, payDate),
};

function payslipOther(desk, args) {
  const { name } = find.person(desk, args.person);
  const result = payslip(desk, name, args.period);
  return { ...result, facts: { ...result.facts, person: name } };
}

function payslip(desk, name, period) {
  const run = ran(desk, period).at(-1) ?? refuse("the payroll of that month has not run yet");
  const { salary } = desk.store.rows("staff").find((row) => row.name === name);
  const gross = pence(salary / 12);
  const [tax, pension] = [pence(gross * TAX_RATE), pence(gross * PENSION_RATE)];
  const line = (label, value) => [text("Line", label), money("Amount", value, "GBP")];
  const rows = [line("Gross pay", gross), line("Tax", -tax), line("Pension", -pension), line("Net pay", gross - tax - pension)];
  return done({ period: desk.words.month(run.month) }, rows);
}

function report(desk, args) {
  const rows = ran(desk, args.period).map((row) => [
    text("Month", desk.words.month(row.month)),
    number("People", row.people),
    money("Total", row.total, "GBP"),
  ]);
  const total = ran(desk, args.period).reduce((sum, row) => sum + row.total, 0);
  return done({ total: total ? desk.words.money(pence(total), "GBP") : undefined, count: desk.store.rows("staff").length }, rows);
}

/** Payroll runs of a period; all of them when none is named. */
function ran(desk, slot) {
  const period = periodOf(slot);
  const within = (row) => !period || (period.from <= monthOf(row.month).to && row.month <= period.to);
  return desk.store.rows("payrolls").filter(within).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function run(desk, args) {
  const { from, to } = periodOf(args.period);
  const month = monthOf(from);
  if (to > month.to) return refuse("the payroll runs for one month at a time");
  if (from > desk.today) return refuse("that month has not begun");
  if (desk.store.row("payrolls", from.slice(0, 7))) return refuse("the payroll of that month has already run");
  const staff = desk.store.rows("staff");
  const total = pence(staff.reduce((sum, row) => sum + row.salary / 12, 0));
  desk.store.put("payrolls", { id: from.slice(0, 7), month: month.from, total, people: staff.length, status: "calculated" });
  return done({ period: desk.words.month(month.from), total: desk.words.money(total, "GBP"), count: staff.length });
}

function payDate(desk) {
  const last = (day) => workingDay(monthOf(day).to, -1);
  const next = last(desk.today) >= desk.today ? last(desk.today) : last(addMonths(desk.today, 1));
  const days = [next, last(addMonths(next, 1)), last(addMonths(next, 2))];
  const rows = days.map((day) => [text("For", desk.words.month(day)), date("Paid on", day)]);
  return done({ date: desk.words.day(next) }, rows);
}
