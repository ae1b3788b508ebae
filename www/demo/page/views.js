/** The pages of the demo ERP: which rows each table shows, in which columns, and which slot a selected row fills. */

import { date, link, money, number, text } from "../result.js";
import { isOverdue, open } from "../handlers/invoices.js";
import { orderTotal } from "../handlers/purchasing.js";
import { onHand } from "../handlers/stock.js";
import { ROLES } from "../personas.js";
import { SITES } from "../seed.js";

/** A column: its heading, the cell of a row, and how much room it needs to be shown; `names` may take several lines. */
const column = (label, cell, room = null) => ({ label, room, cell });
/** A column for middle-sized screens and up, and one for wide screens only; the card of a row shows them all. */
const minor = (label, cell) => column(label, cell, "minor");
const extra = (label, cell) => column(label, cell, "extra");
const status = (label = "Status") => column(label, (row) => ({ type: "status", value: row.status }));
const reference = (label, page) => column(label, (row) => link(label, row.id, `#${page}/${row.id}`));

/** The day a row is due, marked when that is over. */
const due = (isLate) => (row, today) => ({ ...date("Due", row.due), late: isLate(row, today) });

const taskDue = due((row, today) => row.due < today && row.status === "open");

const newestFirst = (rows) => rows.toReversed();

/** What to ask about a row that waits for approval, and about one that does not. */
const asksFor = (waiting, settled) => ({ status: state }) => (state === "waiting for approval" ? waiting : settled);

/** Pages in the order of the navigation; the first column of a table links to the row. */
export const VIEWS = [
  { page: "overview", title: "Overview", module: "home" },
  {
    page: "invoices", title: "Invoices", module: "finance", slot: "invoice", table: "invoices", order: newestFirst,
    columns: [
      reference("Invoice", "invoices"),
      extra("Kind", (row) => text("Kind", row.kind)),
      column("With", (row) => text("With", row.party)),
      extra("Issued", (row) => date("Issued", row.issued)),
      minor("Due", due(isOverdue)),
      minor("Total", (row) => money("Total", row.total, row.currency)),
      extra("Open", (row) => money("Open", row.status === "rejected" ? 0 : open(row), row.currency)),
      status(),
    ],
    empty: "There are no invoices.",
    asks: asksFor(["Approve this invoice", "Reject this invoice"], ["What is the status of this invoice?"]),
  },
  {
    page: "payments", title: "Payments", module: "finance", table: "payments", order: newestFirst,
    columns: [
      reference("Payment", "payments"),
      minor("Day", (row) => date("Day", row.day)),
      column("With", (row) => text("With", row.party)),
      minor("Invoice", (row) => link("Invoice", row.invoice, `#invoices/${row.invoice}`)),
      extra("Method", (row) => text("Method", row.method)),
      minor("Direction", (row) => text("Direction", row.direction === "in" ? "Received" : "Paid out")),
      column("Amount", (row) => money("Amount", row.amount, row.currency)),
    ],
    empty: "No payment was recorded yet.",
  },
  {
    page: "leave", title: "Leave requests", module: "people", slot: "leave_request", table: "leave", order: newestFirst,
    columns: [
      reference("Request", "leave"),
      column("Person", (row) => text("Person", row.person)),
      extra("Type", (row) => text("Type", row.type)),
      minor("From", (row) => date("From", row.from)),
      minor("To", (row) => date("To", row.to)),
      extra("Asked", (row) => date("Asked", row.asked)),
      status(),
    ],
    empty: "Nobody has asked for leave.",
    asks: asksFor(["Approve this leave request"], []),
  },
  {
    page: "stock", title: "Stock", module: "stock", slot: "item", table: "stock",
    columns: [
      reference("Item", "stock"),
      column("Name", (row) => text("Name", row.name)),
      ...SITES.map((site) => minor(site, (row) => number(site, row.sites[site]))),
      column("On hand", (row) => ({ ...number("On hand", onHand(row)), late: onHand(row) < row.reorder })),
      extra("Reorder at", (row) => number("Reorder at", row.reorder)),
    ],
    empty: "Nothing is in stock.",
    asks: () => ["How many of this item do we have?", "Move 5 of this item to Glasgow"],
  },
  {
    page: "orders", title: "Purchase orders", module: "purchasing", slot: "purchase_order", table: "orders", order: newestFirst,
    columns: [
      reference("Order", "orders"),
      column("Vendor", (row) => text("Vendor", row.vendor)),
      extra("Item", (row) => link("Item", row.item, `#stock/${row.item}`)),
      minor("Quantity", (row) => number("Quantity", row.quantity)),
      extra("Received", (row) => number("Received", row.received)),
      extra("Total", (row) => money("Total", orderTotal(row), row.currency)),
      minor("Due", due((row, today) => row.due < today && row.status !== "received")),
      status(),
    ],
    empty: "There are no purchase orders.",
    asks: asksFor(["Approve this purchase order"], ["Where is this order?", "Book in the delivery for this order"]),
  },
  {
    page: "tasks", title: "Tasks", module: "tasks", table: "tasks",
    columns: [
      reference("Task", "tasks"),
      column("Title", (row) => text("Title", row.title)),
      column("Assignee", (row) => text("Assignee", row.assignee)),
      minor("Due", (row, today) => (row.due ? taskDue(row, today) : text("Due", "no date"))),
      minor("Status", (row) => ({ type: "status", value: row.status })),
    ],
    empty: "There is nothing to do.",
  },
  {
    page: "tickets", title: "Tickets", module: "tasks", table: "tickets", order: newestFirst,
    columns: [
      reference("Ticket", "tickets"),
      column("Summary", (row) => text("Summary", row.summary)),
      extra("Opened by", (row) => text("Opened by", row.by)),
      minor("Opened", (row) => date("Opened", row.opened)),
      status(),
    ],
    empty: "No ticket is open.",
  },
  {
    page: "users", title: "Users", module: "settings", slot: "user", slotValue: (row) => row.name, table: "users",
    columns: [
      column("User", (row) => link("User", row.name, `#users/${row.id}`), "names"),
      column("Role", (row) => text("Role", ROLES[row.role])),
      minor("E-mail", (row) => text("E-mail", row.email)),
      extra("Sign-in", (row) => text("Sign-in", row.note || "\u2013")),
      status("Account"),
    ],
    empty: "Nobody has an account.",
    asks: (row) => (row.status === "active" ? ["Deactivate this user"] : []),
  },
  { page: "records", title: "More records", module: "records" },
];

/** The small tables of the page "More records". */
export const RECORD_TABLES = [
  {
    title: "Expense claims", table: "expenses", order: newestFirst,
    columns: [
      reference("Claim", "records"),
      column("Person", (row) => text("Person", row.person)),
      minor("For", (row) => text("For", row.category)),
      minor("Day", (row) => date("Day", row.day)),
      column("Amount", (row) => money("Amount", row.amount, row.currency)),
      status(),
    ],
    empty: "No expense was claimed yet.",
  },
  {
    title: "Attendance corrections", table: "attendance", order: newestFirst,
    columns: [
      reference("Correction", "records"),
      column("Person", (row) => text("Person", row.person)),
      column("Day", (row) => date("Day", row.day)),
      minor("Reason", (row) => text("Reason", row.reason || "\u2013")),
      status(),
    ],
    empty: "No correction was asked for yet.",
  },
  {
    title: "Payroll runs", table: "payrolls", order: newestFirst,
    columns: [
      column("Month", (row) => ({ type: "month", value: row.month })),
      column("People", (row) => number("People", row.people)),
      column("Total", (row) => money("Total", row.total, "GBP")),
      status(),
    ],
    empty: "No payroll has run yet.",
  },
  {
    title: "Journal entries", table: "journals", order: newestFirst,
    columns: [
      reference("Entry", "records"),
      minor("Day", (row) => date("Day", row.day)),
      minor("Debit", (row) => text("Debit", row.debit)),
      minor("Credit", (row) => text("Credit", row.credit)),
      column("Amount", (row) => money("Amount", row.amount, row.currency)),
    ],
    empty: "No journal entry was posted yet.",
  },
  {
    title: "Exported files", table: "files", order: newestFirst,
    columns: [
      column("File", (row) => ({ type: "file", value: row })),
      column("Made", (row) => date("Made", row.made)),
      extra("By", (row) => text("By", row.by)),
    ],
    empty: "No file was exported yet.",
  },
  {
    title: "Customers and vendors", table: "parties",
    columns: [column("Name", (row) => text("Name", row.id)), column("Kind", (row) => text("Kind", row.kind))],
    empty: "There are no customers or vendors.",
  },
  {
    title: "Staff", table: "staff",
    columns: [
      column("Name", (row) => text("Name", row.name)),
      column("Department", (row) => text("Department", row.department)),
      extra("Title", (row) => text("Title", row.title)),
      minor("E-mail", (row) => text("E-mail", row.email)),
      column("Extension", (row) => text("Extension", row.extension)),
    ],
    empty: "There is no staff.",
  },
];

/** The page that shows a table. */
export const pageOf = (table) => VIEWS.find((view) => view.table === table)?.page ?? "records";
