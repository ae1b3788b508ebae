/** Each handler's good case, and the cases in which it has to say no. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo, gbp, invoice, leave, order, pieces } from "./desk.mjs";

/** A carried-out action changes `table` row `id` so that it has `fields`. */
function changes([role, name, args], [table, id, fields]) {
  test(`${name} changes ${id}`, () => {
    const demo = new Demo();
    const result = demo.say(role, name, args);
    assert.equal(result.status, "done", JSON.stringify(result));
    const row = demo.row(table, id);
    assert.deepEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, row?.[key]])), fields);
  });
}

/** An action fails with a reason, and nothing is changed. */
function fails([role, name, args], reason) {
  test(`${name} fails: ${reason.source}`, () => {
    const demo = new Demo();
    const before = JSON.stringify(demo.store.journal);
    const result = demo.say(role, name, args);
    assert.equal(result.status, "failed", JSON.stringify(result));
    assert.match(result.reason, reason);
    assert.doesNotMatch(result.reason, /\.$/);
    assert.equal(JSON.stringify(demo.store.journal), before);
  });
}

/** A reading gives so many rows, and these facts. */
function reads([role, name, args], rows, facts = {}) {
  test(`${name} gives ${rows} rows`, () => {
    const result = new Demo().say(role, name, args);
    assert.equal(result.status, "done", JSON.stringify(result));
    assert.equal(result.rows?.length ?? 0, rows);
    for (const [fact, value] of Object.entries(facts)) assert.match(result.facts[fact], value, fact);
  });
}

changes(["accountant", "approve_invoice", { invoice: invoice("1042") }], ["invoices", "INV-1042", { status: "approved" }]);
fails(["accountant", "approve_invoice", { invoice: invoice("77") }], /no invoice with that number/);
fails(["accountant", "approve_invoice", { invoice: invoice("1036") }], /INV-1036 is already approved/);
fails(["accountant", "approve_invoice", { invoice: invoice("1031") }], /already paid/);
fails(["manager", "approve_invoice", { invoice: invoice("1042") }], /role does not allow/);
changes(["accountant", "reject_invoice", { invoice: invoice("1051"), reason: "wrong total" }], ["invoices", "INV-1051", { status: "rejected", reason: "wrong total" }]);
fails(["accountant", "reject_invoice", { invoice: invoice("1049") }], /already rejected/);
reads(["manager", "invoice_status", { invoice: invoice("1042") }], 1, { status: /waiting for approval and 12 days overdue/, total: /£2,975.50/ });
changes(["accountant", "create_invoice", { customer: "kestrel", amount: gbp(900) }], ["invoices", "INV-1061", { party: "Kestrel Software", total: 900, status: "waiting for approval" }]);
fails(["accountant", "create_invoice", { customer: "Nobody Ltd", amount: gbp(900) }], /no customer of that name/);
fails(["accountant", "create_invoice", { customer: "kestrel", amount: gbp(0) }], /amount/);
reads(["manager", "list_overdue_invoices"], 6, { count: /^6$/, total: /£/ });

changes(["accountant", "record_payment", { invoice: invoice("1038"), amount: gbp(1200) }], ["invoices", "INV-1038", { paid: 1200, status: "part paid" }]);
changes(["accountant", "record_payment", { invoice: invoice("1038"), amount: gbp(4320), party: "Kestrel" }], ["invoices", "INV-1038", { status: "paid" }]);
changes(["accountant", "record_payment", { invoice: invoice("1036"), amount: gbp(100) }], ["payments", "PAY-504", { direction: "out", amount: 100 }]);
fails(["accountant", "record_payment", { invoice: invoice("1038"), amount: gbp(5000) }], /only £4,320 is open/);
fails(["accountant", "record_payment", { invoice: invoice("1031"), amount: gbp(1) }], /paid in full/);
fails(["accountant", "record_payment", { invoice: invoice("1042"), amount: gbp(1) }], /approved before/);
fails(["accountant", "record_payment", { invoice: invoice("1038"), amount: gbp(1), party: "Dunmore" }], /belongs to Kestrel/);
fails(["accountant", "record_payment", { invoice: invoice("1038"), amount: { value: 1, currency: "INR" } }], /in GBP, not INR/);
changes(["accountant", "post_journal", { debit: "rent", credit: "the bank account", amount: gbp(1500) }], ["journals", "JNL-218", { debit: "Rent", credit: "Bank" }]);
fails(["accountant", "post_journal", { debit: "bank", credit: "bank", amount: gbp(1) }], /same account/);
fails(["accountant", "post_journal", { debit: "moon", credit: "bank", amount: gbp(1) }], /no such account/);
reads(["accountant", "gst_report", {}], 3, { total: /£/ });
changes(["employee", "submit_expense", { amount: gbp(24), category: "taxi" }], ["expenses", "EXP-22", { person: "Maya Fernandes", amount: 24, day: "2026-11-23" }]);
fails(["employee", "submit_expense", { amount: gbp(24), category: "taxi", date: "2026-12-01" }], /future/);
fails(["employee", "submit_expense", { amount: gbp(24000), category: "car" }], /purchase order/);
changes(["storekeeper", "add_vendor", { vendor: "Wexford Timber" }], ["parties", "Wexford Timber", { kind: "Vendor" }]);
fails(["storekeeper", "add_vendor", { vendor: "lumen lighting" }], /on the list already/);
changes(["accountant", "add_customer", { customer: "Orchard Clinics" }], ["parties", "Orchard Clinics", { kind: "Customer" }]);

changes(["employee", "request_leave", { dates: "2026-12-21/2026-12-24" }], ["leave", "LR-82", { person: "Maya Fernandes", type: "annual", status: "waiting for approval" }]);
fails(["employee", "request_leave", { dates: "2027-01-04/2027-01-05" }], /overlaps with LR-79/);
fails(["employee", "request_leave", { dates: "2026-11-28/2026-11-29" }], /no working day/);
fails(["employee", "request_leave", { dates: "2026-11-02/2026-11-03" }], /already begun/);
fails(["employee", "request_leave", { dates: "2026-12-07/2026-12-18", leave_type: "casual" }], /5 days of casual leave are left/);
reads(["employee", "leave_balance", {}], 5, { balance: /22 days of annual leave/ });
reads(["employee", "leave_balance", { leave_type: "sick" }], 1, { balance: /^10 days$/ });
reads(["employee", "leave_status", {}], 1, { leave_request: /LR-79/, status: /waiting/ });
fails(["employee", "leave_status", { leave_request: leave("77") }], /somebody else/);
changes(["employee", "cancel_leave", { leave_request: leave("79") }], ["leave", "LR-79", { status: "cancelled" }]);
changes(["employee", "cancel_leave", { dates: "2027-01-04/2027-01-08" }], ["leave", "LR-79", { status: "cancelled" }]);
fails(["employee", "cancel_leave", { leave_request: leave("68") }], /is over/);
fails(["employee", "cancel_leave", { leave_request: leave("77") }], /somebody else/);
fails(["employee", "cancel_leave", { dates: "2026-12-14/2026-12-15" }], /no leave in that period/);
changes(["manager", "approve_leave", { leave_request: leave("77") }], ["leave", "LR-77", { status: "approved" }]);
changes(["hr", "approve_leave", { person: "ravi" }], ["leave", "LR-77", { status: "approved" }]);
fails(["manager", "approve_leave", { leave_request: leave("81") }], /already approved/);
fails(["manager", "approve_leave", { person: "Chloe" }], /no leave request of that person/);
changes(["employee", "attendance_correction", { date: "2026-11-20", reason: "forgot to clock in" }], ["attendance", "ATT-31", { day: "2026-11-20" }]);
fails(["employee", "attendance_correction", { date: "2026-11-30" }], /still to come/);

reads(["employee", "view_payslip", {}], 4, { period: /October 2026/ });
fails(["employee", "view_payslip", { period: "2026-11-01/2026-11-30" }], /has not run yet/);
reads(["hr", "view_payslip_other", { person: "Ravi" }], 4, { person: /Ravi Kulkarni/ });
reads(["hr", "payroll_report", {}], 2, { total: /£/ });
reads(["hr", "payroll_report", { period: "2020-01-01/2020-12-31" }], 0);
changes(["hr", "run_payroll", { period: "2026-11-01/2026-11-30" }], ["payrolls", "2026-11", { status: "calculated", people: 14 }]);
fails(["hr", "run_payroll", { period: "2026-10-01/2026-10-31" }], /already run/);
fails(["hr", "run_payroll", { period: "2026-12-01/2026-12-31" }], /not begun/);
fails(["hr", "run_payroll", { period: "2026-07-01/2026-09-30" }], /one month/);
reads(["employee", "pay_date", {}], 3, { date: /30 November 2026/ });

reads(["manager", "stock_level", { item: "CHR-104" }], 3, { count: /^155$/ });
reads(["manager", "stock_level", { item: "CHR-104", site: "Leeds" }], 1, { count: /^96$/ });
changes(["storekeeper", "transfer_stock", { item: "CHR-104", quantity: pieces(5), to: "Glasgow" }], ["stock", "CHR-104", { sites: { Leeds: 91, Glasgow: 43, Bristol: 21 } }]);
fails(["storekeeper", "transfer_stock", { item: "CHR-104", quantity: pieces(500), to: "Glasgow" }], /Leeds has only 96/);
fails(["storekeeper", "transfer_stock", { item: "CHR-104", quantity: pieces(5), to: "Leeds", from: "Leeds" }], /same site/);
fails(["storekeeper", "transfer_stock", { item: "CHR-104", quantity: pieces(1.5), to: "Leeds" }], /whole number/);

changes(["storekeeper", "create_purchase_order", { vendor: "Lumen", item: "lamp", quantity: pieces(40) }], ["orders", "PO-312", { vendor: "Lumen Lighting", item: "LMP-033", quantity: 40 }]);
fails(["storekeeper", "create_purchase_order", { vendor: "Acme", item: "lamp", quantity: pieces(40) }], /no vendor of that name/);
changes(["manager", "approve_purchase_order", { purchase_order: order("310") }], ["orders", "PO-310", { status: "on its way" }]);
fails(["manager", "approve_purchase_order", { purchase_order: order("309") }], /already on its way/);
reads(["accountant", "list_purchase_orders", {}], 5, { count: /^5$/ });
reads(["storekeeper", "track_purchase_order", { purchase_order: order("308") }], 1, { status: /on its way/, date: /November/ });
fails(["accountant", "track_purchase_order", { purchase_order: order("308") }], /role does not allow/);
changes(["storekeeper", "goods_receipt", { purchase_order: order("308") }], ["orders", "PO-308", { received: 120, status: "received" }]);
changes(["storekeeper", "goods_receipt", { purchase_order: order("308"), quantity: pieces(20) }], ["stock", "LMP-033", { sites: { Leeds: 88, Glasgow: 65, Bristol: 30 } }]);
fails(["storekeeper", "goods_receipt", { purchase_order: order("307"), quantity: pieces(15) }], /only 14 pieces are outstanding/);
fails(["storekeeper", "goods_receipt", { purchase_order: order("310") }], /approved before/);
fails(["storekeeper", "goods_receipt", { purchase_order: order("305") }], /already come in/);

changes(["admin", "create_user", { name: "Nadia Ford", email: "NFord@haldenrowe.example", role: "hr" }], ["users", "nford", { name: "Nadia Ford", role: "hr", status: "active" }]);
fails(["admin", "create_user", { name: "Nadia Ford", email: "rkulkarni@haldenrowe.example" }], /already/);
fails(["admin", "create_user", { name: "Nadia Ford", email: "nadia" }], /not complete/);
changes(["admin", "deactivate_user", { user: "Ben" }], ["users", "badeyemi", { status: "switched off" }]);
fails(["admin", "deactivate_user", { user: "Petra" }], /off already/);
fails(["admin", "deactivate_user", { user: "Lena" }], /their own account/);
changes(["admin", "delete_user", { user: "Petra Vance" }], ["users", "pvance", { name: undefined }]);
fails(["admin", "delete_user", { user: "Santa" }], /no one of that name/);
reads(["admin", "list_users", {}], 10);
changes(["admin", "assign_role", { user: "Chloe", role: "storekeeper" }], ["users", "cmartin", { role: "storekeeper" }]);
fails(["admin", "assign_role", { user: "Chloe", role: "employee" }], /already/);
changes(["employee", "reset_password", {}], ["users", "mfernandes", { note: "Password reset sent" }]);
changes(["employee", "login_problem", {}], ["users", "mfernandes", { note: "Sign-in refreshed" }]);
changes(["hr", "update_employee", { person: "Ravi", field: "phone number", value: "229" }], ["staff", "rkulkarni", { extension: "229" }]);
fails(["hr", "update_employee", { person: "Ravi", field: "salary", value: "1" }], /no such field/);

changes(["employee", "create_task", { title: "call the depot", assignee: "joe", due_date: "2026-11-27" }], ["tasks", "TSK-48", { assignee: "Joe Kelly", due: "2026-11-27" }]);
fails(["employee", "create_task", { title: "call the depot", due_date: "2026-11-20" }], /in the past/);
reads(["employee", "list_tasks", {}], 2, { count: /^2$/ });
reads(["manager", "list_approvals", {}], 6, { count: /^6$/ });
reads(["accountant", "list_approvals", {}], 4, { total: /£.* and €18,400/ });
reads(["hr", "list_approvals", {}], 4);
changes(["employee", "create_ticket", { summary: "printer is offline" }], ["tickets", "TKT-93", { summary: "printer is offline", status: "open" }]);
for (const report of ["sales", "purchases", "debtors ageing", "stock valuation", "attendance", "leave summary", "trial balance", "expense claims", "customer list", "all invoices"]) {
  test(`the report "${report}" has rows`, () => {
    const result = new Demo().say("manager", "run_report", { report });
    assert.equal(result.status, "done");
    assert.ok(result.rows.length > 0);
  });
}
fails(["manager", "run_report", { report: "weather" }], /no such report; there are/);
changes(["manager", "export_data", { report: "sales", format: "csv" }], ["files", "FILE-1", { report: "Sales", format: "csv" }]);
fails(["manager", "export_data", { report: "sales", format: "pdf" }], /CSV, Excel or JSON/);
fails(["employee", "undo", {}], /no action of yours/);

test("rows are few, typed, and have a total when they are cut", () => {
  const { rows, total } = new Demo().say("admin", "list_users");
  assert.equal(total, 14);
  assert.deepEqual(rows[0][0], { label: "User", type: "link", value: "Maya Fernandes", href: "#users/mfernandes" });
});

test("an action that the ERP does not know fails", () => {
  assert.equal(new Demo().say("admin", "constructor").status, "failed");
});
