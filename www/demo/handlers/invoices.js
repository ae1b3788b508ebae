/** Invoices of customers and suppliers: status, approval, creation and what is overdue. */

import * as find from "../find.js";
import { addDays, daysBetween } from "../days.js";
import { date, done, link, listed, money, number, pence, refuse, text } from "../result.js";
import { joined } from "../wording.js";
import { action, read } from "./define.js";

/** Days until a new sales invoice is due. */
const TERMS = 30;
/** Nobody bills more than this by chat. */
const LARGEST = 10_000_000;

export const invoiceHandlers = {
  approve_invoice: action("invoices:approve", approve),
  reject_invoice: action("invoices:approve", reject),
  invoice_status: read("invoices:read", status),
  create_invoice: action("invoices:create", create),
  list_overdue_invoices: read("invoices:read", listOverdue),
};

/** What is still to be paid on an invoice. */
export const open = (invoice) => pence(invoice.total - invoice.paid);

/** Whether an invoice is past its due date and neither settled nor turned down. */
export function isOverdue(invoice, today) {
  return invoice.due < today && !["paid", "rejected"].includes(invoice.status);
}

/** Sums by currency, `£1,200 and €300`; nothing when there are none. */
export function sums(desk, rows) {
  const totals = new Map();
  for (const { amount, currency } of rows) totals.set(currency, (totals.get(currency) ?? 0) + amount);
  return joined([...totals].map(([currency, total]) => desk.words.money(pence(total), currency))) || undefined;
}

function approve(desk, args) {
  const invoice = waiting(find.invoice(desk, args.invoice));
  desk.store.put("invoices", { ...invoice, status: "approved" });
  return done({ invoice: invoice.id, total: desk.words.money(invoice.total, invoice.currency) });
}

function reject(desk, args) {
  const invoice = waiting(find.invoice(desk, args.invoice));
  desk.store.put("invoices", { ...invoice, status: "rejected", reason: args.reason ?? "" });
  return done({ invoice: invoice.id });
}

function waiting(invoice) {
  if (invoice.status === "waiting for approval") return invoice;
  const been = { approved: "is already approved", rejected: "was already rejected" }[invoice.status];
  return refuse(`${invoice.id} ${been ?? `is already ${invoice.status}`}`);
}

function status(desk, args) {
  const invoice = find.invoice(desk, args.invoice);
  const late = isOverdue(invoice, desk.today) ? ` and ${daysBetween(invoice.due, desk.today)} days overdue` : "";
  const facts = {
    invoice: invoice.id,
    status: invoice.status + late,
    total: desk.words.money(invoice.total, invoice.currency),
    date: desk.words.day(invoice.due),
  };
  return done(facts, [[reference(invoice), text("With", invoice.party), openCell(invoice), date("Due", invoice.due)]]);
}

function create(desk, args) {
  const customer = find.party(desk, args.customer, "Customer");
  const { value, currency } = args.amount;
  if (!(value > 0 && value <= LARGEST)) return refuse("the amount has to be more than nothing and at most ten million");
  const invoice = {
    id: desk.store.next("INV"), kind: "Sales", party: customer.id, issued: desk.today, due: addDays(desk.today, TERMS),
    currency, total: pence(value), paid: 0, status: "waiting for approval", reason: "",
  };
  desk.store.put("invoices", invoice);
  const facts = { customer: customer.id, date: desk.words.day(invoice.due) };
  return done(facts, [[reference(invoice), openCell(invoice), text("Status", invoice.status), date("Due", invoice.due)]]);
}

function listOverdue(desk) {
  const late = desk.store.rows("invoices").filter((invoice) => isOverdue(invoice, desk.today));
  const rows = late.toSorted((a, b) => (a.due < b.due ? -1 : 1)).map((invoice) => [
    reference(invoice),
    text("With", invoice.party),
    openCell(invoice),
    number("Days late", daysBetween(invoice.due, desk.today)),
  ]);
  const total = sums(desk, late.map((invoice) => ({ amount: open(invoice), currency: invoice.currency })));
  return listed(rows, { total });
}

export const reference = (invoice) => link("Invoice", invoice.id, `#invoices/${invoice.id}`);

const openCell = (invoice) => money("Open", open(invoice), invoice.currency);
