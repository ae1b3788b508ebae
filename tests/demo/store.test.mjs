/** The store: whole changes or none, kept across a reload, and never the same number twice. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../www/demo/store.js";
import { Demo, MemoryStorage, invoice } from "./desk.mjs";

const approve = (demo) => demo.say("accountant", "approve_invoice", { invoice: invoice("1042") });

test("a reload keeps what was changed, and a reset does not", () => {
  const storage = new MemoryStorage();
  approve(new Demo(storage));
  const reloaded = new Demo(storage);
  assert.equal(reloaded.row("invoices", "INV-1042").status, "approved");
  reloaded.store.reset();
  assert.equal(new Demo(storage).row("invoices", "INV-1042").status, "waiting for approval");
});

test("undo works after a reload", () => {
  const storage = new MemoryStorage();
  new Demo(storage).say("employee", "create_task", { title: "call" });
  const reloaded = new Demo(storage);
  assert.equal(reloaded.say("employee", "undo", { title: "call" }, "later").status, "done");
  assert.equal(reloaded.row("tasks", "TSK-48"), undefined);
});

test("a number that was taken back is not given again", () => {
  const demo = new Demo();
  demo.say("employee", "create_task", { title: "one" });
  demo.say("employee", "undo", { title: "one" });
  demo.say("employee", "create_task", { title: "two" });
  assert.equal(demo.row("tasks", "TSK-49").title, "two");
});

test("a change that throws leaves everything as it was", () => {
  const { store } = new Demo();
  const work = () => {
    store.put("tasks", { id: store.next("TSK"), title: "half" });
    throw new Error("broken");
  };
  assert.throws(() => store.transact({ id: "x", name: "create_task", args: {}, by: "u" }, work), /broken/);
  assert.equal(store.row("tasks", "TSK-48"), undefined);
  assert.equal(store.next("TSK"), "TSK-48");
  assert.equal(store.outcome("x"), undefined);
});

test("without storage, or with a broken one, the demo works in memory", () => {
  const refuse = () => {
    throw new Error("forbidden");
  };
  const demo = new Demo({ getItem: refuse, setItem: refuse });
  assert.equal(approve(demo).status, "done");
  assert.equal(new Store({ storage: { getItem: () => "{broken", setItem() {} } }).rows("tasks").length, 8);
});

test("a change names the rows that it touched", () => {
  const demo = new Demo();
  const seen = [];
  demo.store.addEventListener("change", ({ detail }) => seen.push(...detail.map(({ table, id }) => `${table}/${id}`)));
  approve(demo);
  assert.deepEqual(seen, ["invoices/INV-1042"]);
});
