/** Tasks, what waits for one's approval, support tickets, and taking the last action back. */

import * as find from "../find.js";
import { date, done, link, listed, refuse, text } from "../result.js";
import { action, read } from "./define.js";
import { sums } from "./invoices.js";
import { orderTotal } from "./purchasing.js";

export const taskHandlers = {
  create_task: action("tasks:create", create, { undo: true }),
  list_tasks: read("tasks:read_own", list),
  list_approvals: read("approvals:read", approvals),
  create_ticket: action("tickets:create", openTicket),
  undo: action(null, undo),
};

function create(desk, args) {
  const assignee = args.assignee ? find.person(desk, args.assignee).name : desk.person.name;
  if (args.due_date && args.due_date < desk.today) return refuse("the due date is in the past");
  const task = { id: desk.store.next("TSK"), title: args.title, assignee, due: args.due_date ?? null, status: "open" };
  desk.store.put("tasks", task);
  return done({ assignee: args.assignee && assignee });
}

function list(desk) {
  const mine = desk.store.rows("tasks").filter((task) => task.assignee === desk.person.name && task.status === "open");
  const bySoonest = mine.toSorted((a, b) => ((a.due ?? "9") < (b.due ?? "9") ? -1 : 1));
  return listed(bySoonest.map((task) => [link("Task", task.title, `#tasks/${task.id}`), due(task)]));
}

const due = (task) => (task.due ? date("Due", task.due) : text("Due", "no date"));

function approvals(desk) {
  const waiting = (table) => desk.store.rows(table).filter((row) => row.status === "waiting for approval");
  const invoices = desk.may("invoices:approve") ? waiting("invoices") : [];
  const orders = desk.may("po:approve") ? waiting("orders") : [];
  const leave = desk.may("leave:approve") ? waiting("leave").filter((row) => row.person !== desk.person.name) : [];
  const amounts = [
    ...invoices.map((row) => ({ amount: row.total, currency: row.currency })),
    ...orders.map((row) => ({ amount: orderTotal(row), currency: row.currency })),
  ];
  // Leave has no price, so a list with leave has no total.
  const total = leave.length > 0 ? undefined : sums(desk, amounts);
  return listed([...invoices.map(invoiceRow), ...orders.map(orderRow), ...leave.map(leaveRow)], { total });
}

/** The cells of every kind of approval have the same labels, so that they form one table. */
function approvalRow(id, page, [kind, from, since]) {
  return [link("Number", id, `#${page}/${id}`), text("Kind", kind), text("From", from), date("Since", since)];
}

const invoiceRow = (row) => approvalRow(row.id, "invoices", ["invoice", row.party, row.issued]);
const orderRow = (row) => approvalRow(row.id, "orders", ["purchase order", row.vendor, row.ordered]);
const leaveRow = (row) => approvalRow(row.id, "leave", [`${row.type} leave`, row.person, row.asked]);

/** A conversation that is handed over brings its redacted transcript. */
function openTicket(desk, { summary, transcript = [] }) {
  const ticket = { id: desk.store.next("TKT"), summary, by: desk.person.name, opened: desk.today, status: "open", transcript };
  desk.store.put("tickets", ticket);
  const reference = link("Ticket", ticket.id, `#tickets/${ticket.id}`);
  return done({ status: ticket.status }, [[reference, text("Status", ticket.status), date("Opened", ticket.opened)]]);
}

/** Takes back the person's latest action that fits the arguments; the assistant names them. */
function undo(desk, args) {
  const text = canonical(args);
  const mine = (entry) => entry.by === desk.person.id && !entry.undone && entry.name !== "undo";
  const entry = desk.store.journal.findLast((other) => mine(other) && canonical(other.args) === text);
  if (!entry) return refuse("there is no action of yours that could be taken back");
  if (!entry.undo) return refuse("that action cannot be taken back");
  if (!desk.store.revert(entry)) return refuse("it was changed again since, so taking it back would lose something");
  return done();
}

/** Arguments as text, whatever the order of their names. */
function canonical(args) {
  const entries = Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([name, value]) => [name, inOrder(value)]));
}

function inOrder(value) {
  const isRecord = typeof value === "object" && value !== null;
  return isRecord ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value;
}
