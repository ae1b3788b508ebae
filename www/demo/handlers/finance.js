/** Payments, journal entries, tax, expenses and business partners. */

import * as find from "../find.js";
import { monthOf, periodOf } from "../days.js";
import { date, done, link, money, pence, refuse, text } from "../result.js";
import { action, read } from "./define.js";
import { open } from "./invoices.js";

/** British VAT at its standard rate, as the invented company charges it on everything. */
const VAT_RATE = 0.2;
/** Claims above this need a purchase order. */
const LARGEST_EXPENSE = 5000;

export const financeHandlers = {
  record_payment: action("payments:create", recordPayment),
  post_journal: action("journals:post", postJournal),
  gst_report: read("tax:read", taxReport),
  submit_expense: action("expense:create", submitExpense),
  add_vendor: action("vendors:create", (desk, args) => addParty(desk, args.vendor, "Vendor")),
  add_customer: action("customers:create", (desk, args) => addParty(desk, args.customer, "Customer")),
};

function recordPayment(desk, args) {
  const invoice = payable(desk, find.invoice(desk, args.invoice), args);
  const paid = pence(invoice.paid + args.amount.value);
  const settled = { ...invoice, paid, status: paid === invoice.total ? "paid" : "part paid" };
  desk.store.put("invoices", settled);
  desk.store.put("payments", {
    id: desk.store.next("PAY"), day: desk.today, invoice: invoice.id, party: invoice.party,
    method: args.method ?? "bank transfer", direction: invoice.kind === "Sales" ? "in" : "out",
    amount: pence(args.amount.value), currency: invoice.currency,
  });
  const balance = open(settled) > 0 ? desk.words.money(open(settled), invoice.currency) : "nothing";
  return done({ invoice: invoice.id, party: args.party && invoice.party, balance });
}

/** The invoice, when the payment fits it. */
function payable(desk, invoice, { amount, party }) {
  if (party && find.party(desk, party).id !== invoice.party) return refuse(`${invoice.id} belongs to ${invoice.party}`);
  if (invoice.status === "paid") return refuse(`${invoice.id} is already paid in full`);
  if (invoice.status === "rejected") return refuse(`${invoice.id} was rejected, so nothing can be paid on it`);
  if (invoice.status === "waiting for approval") return refuse(`${invoice.id} has to be approved before it is paid`);
  if (amount.currency !== invoice.currency) return refuse(`${invoice.id} is in ${invoice.currency}, not ${amount.currency}`);
  if (!(amount.value > 0)) return refuse("a payment has to be more than nothing");
  if (amount.value <= open(invoice)) return invoice;
  return refuse(`only ${desk.words.money(open(invoice), invoice.currency)} is open on ${invoice.id}`);
}

function postJournal(desk, args) {
  const [debit, credit] = [account(desk, args.debit), account(desk, args.credit)];
  if (debit.id === credit.id) return refuse("debit and credit are the same account");
  if (!(args.amount.value > 0)) return refuse("a journal entry has to be more than nothing");
  desk.store.put("journals", {
    id: desk.store.next("JNL"), day: desk.today, debit: debit.name, credit: credit.name,
    amount: pence(args.amount.value), currency: args.amount.currency,
  });
  return done({ debit: debit.name, credit: credit.name });
}

function account(desk, typed) {
  const wanted = String(typed).replace(/\b(the|account|a\/c|expenses?|to|from)\b/gi, " ").trim();
  const found = find.matchNames(desk.store.rows("accounts"), wanted);
  return found[0] ?? refuse("there is no such account in the ledger");
}

function taxReport(desk, args) {
  const period = periodOf(args.period) ?? { from: `${desk.today.slice(0, 4)}-01-01`, to: monthOf(desk.today).to };
  const within = (invoice) => period.from <= invoice.issued && invoice.issued <= period.to && invoice.currency === "GBP";
  const invoices = desk.store.rows("invoices").filter((invoice) => within(invoice) && invoice.status !== "rejected");
  const tax = (kind) => {
    const gross = invoices.filter((invoice) => invoice.kind === kind).reduce((sum, invoice) => sum + invoice.total, 0);
    return pence((gross * VAT_RATE) / (1 + VAT_RATE));
  };
  const [output, input] = [tax("Sales"), tax("Supplier")];
  const line = (name, value) => [text("Line", name), money("Amount", value, "GBP")];
  const rows = [line("VAT on sales", output), line("VAT on purchases", -input), line("Due", output - input)];
  return done({ total: desk.words.money(pence(output - input), "GBP") }, rows);
}

function submitExpense(desk, args) {
  const { value, currency } = args.amount;
  if (!(value > 0)) return refuse("a claim has to be more than nothing");
  if (value > LARGEST_EXPENSE) return refuse("a claim of that size needs a purchase order");
  const day = args.date ?? desk.today;
  if (day > desk.today) return refuse("the day of the expense is in the future");
  const expense = {
    id: desk.store.next("EXP"), person: desk.person.name, category: args.category, amount: pence(value), currency, day,
    status: "waiting for approval",
  };
  desk.store.put("expenses", expense);
  return done({}, [[link("Claim", expense.id, `#records/${expense.id}`), date("Day", day), text("Status", expense.status)]]);
}

function addParty(desk, typed, kind) {
  const id = String(typed).trim();
  const known = desk.store.rows("parties").some((row) => row.kind === kind && row.id.toLowerCase() === id.toLowerCase());
  if (known) return refuse(`that ${kind.toLowerCase()} is on the list already`);
  if (desk.store.row("parties", id)) return refuse("that name is on the list already, as the other kind of partner");
  desk.store.put("parties", { id, kind });
  return done({ [kind.toLowerCase()]: id });
}
