/** What users type, and the row they mean. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo, invoice, leave, order, pieces } from "./desk.mjs";

function check(typed, expected, found) {
  test(`"${typed}" is ${expected}`, () => assert.equal(found(new Demo(), typed), expected));
}

const invoiceOf = (demo, typed) => demo.say("accountant", "invoice_status", { invoice: invoice(typed) }).facts?.invoice;
for (const typed of ["1042", "INV-1042", "inv 1042", "inv1042", "Invoice 1042", "#1042", "BILL-1042", "01042"]) {
  check(typed, "INV-1042", invoiceOf);
}
check("9999", undefined, invoiceOf);
check("PO-1042", undefined, invoiceOf);
check("", undefined, invoiceOf);

const orderOf = (demo, typed) => demo.say("manager", "track_purchase_order", { purchase_order: order(typed) }).facts?.purchase_order;
for (const typed of ["310", "PO-310", "po310", "P.O. 310"]) check(typed, "PO-310", orderOf);

const leaveOf = (demo, typed) => demo.say("hr", "leave_status", { leave_request: leave(typed) }).facts?.leave_request;
for (const typed of ["77", "LR-77", "lr 77", "LV-77"]) check(typed, "LR-77", leaveOf);

const itemOf = (demo, typed) => demo.say("storekeeper", "stock_level", { item: typed }).facts?.item;
check("FLOOR MATS", "Floor mat (MAT-007)", itemOf);
for (const typed of ["CHR-104", "chr104", "task chair", "task chairs", "Ergo"]) check(typed, "Ergo task chair (CHR-104)", itemOf);
check("unicorns", undefined, itemOf);
check("chairs", undefined, itemOf);

const personOf = (demo, typed) => demo.say("hr", "view_payslip_other", { person: typed }).facts?.person;
for (const typed of ["Ravi", "ravi kulkarni", "RAVI KULKARNI", "Ravi's", "rkulkarni", "rkulkarni@haldenrowe.example"]) {
  check(typed, "Ravi Kulkarni", personOf);
}
check("Nobody", undefined, personOf);

test("a name of two people is asked about", () => {
  const result = new Demo().say("hr", "view_payslip_other", { person: "Sam" });
  assert.deepEqual(result, { status: "needs_more", question: "Which of them do you mean, Sam Whitfield or Sam Turner?" });
});

const siteOf = (demo, typed) => demo.say("storekeeper", "stock_level", { item: "CHR-104", site: typed }).facts?.site;
for (const typed of ["Leeds", "the leeds store", "LEEDS warehouse"]) check(typed, "Leeds", siteOf);
check("Paris", undefined, siteOf);

test("a dozen is twelve", () => {
  const demo = new Demo();
  demo.say("storekeeper", "transfer_stock", { item: "CHR-104", quantity: pieces(1, "dozen"), from: "Leeds", to: "Bristol" });
  assert.equal(demo.row("stock", "CHR-104").sites.Leeds, 84);
});
