/** The reports that the demo ERP can make, each with the words that users have for it. */

import { daysBetween, overlaps, workingDays } from "../days.js";
import { date, link, money, number, pence, text } from "../result.js";
import { isOverdue, open } from "./invoices.js";
import { onHand } from "./stock.js";

/** Ageing buckets: title, from and to days overdue. */
const BUCKETS = [["Not due", -Infinity, 0], ["1 to 30 days", 1, 30], ["31 to 60 days", 31, 60], ["Over 60 days", 61, Infinity]];

/** The first report whose words fit is meant, so narrow wordings come first. */
export const REPORTS = [
  { title: "Overdue invoices", words: /overdue|late invoice/i, make: overdue },
  { title: "Debtors ageing", words: /ag(e)?ing|debtor|receivable|outstanding|aged/i, make: ageing },
  { title: "Stock valuation", words: /stock|inventory|valuation|warehouse/i, make: stock },
  { title: "Leave summary", words: /leave|absence|holiday|vacation/i, make: leave },
  { title: "Attendance", words: /attendance|timesheet|hours/i, make: attendance },
  { title: "Trial balance", words: /trial|balance|ledger|profit|p&l|p and l|p\/l/i, make: trialBalance },
  { title: "Expenses", words: /expense|claim/i, make: expenses },
  { title: "Purchases", words: /purchas|vendor|supplier|spend|po\b|orders/i, make: (desk, period) => turnover(desk, period, "Supplier") },
  { title: "Invoices", words: /invoice|bill/i, make: invoices },
  { title: "Customers", words: /customer|client/i, make: customers },
  { title: "Sales", words: /sale|revenue|turnover|income/i, make: (desk, period) => turnover(desk, period, "Sales") },
];

const inPeriod = (day, period) => !period || (period.from <= day && day <= period.to);

const billed = (desk, period) =>
  desk.store.rows("invoices").filter((row) => row.status !== "rejected" && inPeriod(row.issued, period));

function turnover(desk, period, kind) {
  const totals = new Map();
  for (const row of billed(desk, period).filter((invoice) => invoice.kind === kind && invoice.currency === "GBP")) {
    totals.set(row.party, (totals.get(row.party) ?? 0) + row.total);
  }
  const parties = [...totals].toSorted((a, b) => b[1] - a[1]);
  const heading = kind === "Sales" ? "Customer" : "Vendor";
  return { rows: parties.map(([name, total]) => [text(heading, name), money("Total", total, "GBP")]), total: sum(totals.values()) };
}

function ageing(desk) {
  const owed = desk.store.rows("invoices").filter((row) => row.kind === "Sales" && open(row) > 0 && row.status !== "rejected");
  const late = (row) => Math.max(0, daysBetween(row.due, desk.today));
  const rows = BUCKETS.map(([title, from, to]) => {
    const within = owed.filter((row) => from <= late(row) && late(row) <= to);
    return [text("Age", title), number("Invoices", within.length), money("Open", sum(within.map(open)), "GBP")];
  });
  return { rows, total: sum(owed.map(open)) };
}

function overdue(desk) {
  const late = desk.store.rows("invoices").filter((row) => isOverdue(row, desk.today));
  return { rows: late.map(invoiceRow) };
}

function invoices(desk, period) {
  return { rows: billed(desk, period).map(invoiceRow) };
}

function invoiceRow(row) {
  const reference = link("Invoice", row.id, `#invoices/${row.id}`);
  return [reference, text("With", row.party), money("Total", row.total, row.currency), date("Due", row.due), text("Status", row.status)];
}

function stock(desk) {
  const items = desk.store.rows("stock").map((row) => ({ ...row, value: pence(onHand(row) * row.price) }));
  const rows = items.map((row) => [text("Item", row.name), number("On hand", onHand(row)), money("Value", row.value, "GBP")]);
  return { rows, total: sum(items.map((row) => row.value)) };
}

function leave(desk, period) {
  const rows = desk.store.rows("leave").filter((row) => row.status === "approved" && (!period || overlaps(row, period)));
  return { rows: rows.map((row) => [text("Person", row.person), text("Type", row.type), date("From", row.from), date("To", row.to)]) };
}

function attendance(desk, period) {
  const month = period ?? { from: `${desk.today.slice(0, 7)}-01`, to: desk.today };
  const to = month.to < desk.today ? month.to : desk.today;
  const away = (name) => desk.store.rows("leave").filter((row) => row.person === name && row.status === "approved");
  const days = (name) =>
    sum(away(name).filter((row) => overlaps(row, { from: month.from, to })).map((row) =>
      workingDays(row.from < month.from ? month.from : row.from, row.to > to ? to : row.to)));
  const staff = desk.store.rows("staff");
  const row = ({ name }) => [
    text("Person", name), number("Present", workingDays(month.from, to) - days(name)), number("On leave", days(name)),
  ];
  return { rows: staff.map(row) };
}

function trialBalance(desk) {
  const totals = new Map();
  const add = (account, amount) => totals.set(account, (totals.get(account) ?? 0) + amount);
  for (const row of billed(desk).filter((invoice) => invoice.currency === "GBP")) {
    const sales = row.kind === "Sales";
    add(sales ? "Sales" : "Purchases", sales ? -row.total : row.total);
    add(sales ? "Debtors" : "Creditors", sales ? open(row) : -open(row));
    add("Bank", sales ? row.paid : -row.paid);
  }
  for (const { debit, credit, amount } of desk.store.rows("journals")) {
    add(debit, amount);
    add(credit, -amount);
  }
  return { rows: [...totals].map(([name, value]) => [text("Account", name), money("Balance", value, "GBP")]) };
}

function expenses(desk, period) {
  const claims = desk.store.rows("expenses").filter((row) => inPeriod(row.day, period));
  const row = ({ person, category, amount, currency, status }) => [
    text("Person", person), text("For", category), money("Amount", amount, currency), text("Status", status),
  ];
  return { rows: claims.map(row) };
}

function customers(desk) {
  const rows = desk.store.rows("parties").filter((row) => row.kind === "Customer");
  return { rows: rows.map((row) => [text("Customer", row.id)]) };
}

function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  return pence(total);
}
