/** One effect per action id, undo, and the queue of actions that wait for the network. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PERSONAS } from "../../www/demo/personas.js";
import { Demo, MemoryStorage, gbp, invoice, pieces } from "./desk.mjs";

const MOVE = { item: "CHR-104", quantity: pieces(5), to: "Glasgow" };
const inLeeds = (demo) => demo.row("stock", "CHR-104").sites.Leeds;

test("the same id twice has one effect and one answer", () => {
  const demo = new Demo();
  const first = demo.say("storekeeper", "transfer_stock", MOVE, "one");
  assert.deepEqual(demo.say("storekeeper", "transfer_stock", MOVE, "one"), first);
  assert.equal(inLeeds(demo), 91);
});

test("an action that failed may be tried again under its id", () => {
  const demo = new Demo();
  const pay = () => demo.say("accountant", "record_payment", { invoice: invoice("1042"), amount: gbp(10) }, "pay");
  assert.equal(pay().status, "failed");
  demo.say("accountant", "approve_invoice", { invoice: invoice("1042") });
  assert.equal(pay().status, "done");
});

for (const [role, name, args, table, id] of [
  ["storekeeper", "transfer_stock", MOVE, "stock", "CHR-104"],
  ["employee", "request_leave", { dates: "2026-12-21/2026-12-24" }, "leave", "LR-82"],
  ["employee", "create_task", { title: "call" }, "tasks", "TSK-48"],
  ["admin", "deactivate_user", { user: "Ben" }, "users", "badeyemi"],
  ["admin", "assign_role", { user: "Chloe", role: "hr" }, "users", "cmartin"],
]) {
  test(`${name} can be taken back, once`, () => {
    const demo = new Demo();
    const before = demo.row(table, id);
    demo.say(role, name, args);
    assert.notDeepEqual(demo.row(table, id), before);
    assert.equal(demo.say(role, "undo", args).status, "done");
    assert.deepEqual(demo.row(table, id), before);
    assert.equal(demo.say(role, "undo", args).status, "failed");
  });
}

test("undo takes back one's own action with these arguments, whatever their order", () => {
  const demo = new Demo();
  demo.say("storekeeper", "transfer_stock", MOVE);
  demo.say("storekeeper", "create_task", { title: "count" });
  assert.equal(demo.say("admin", "undo", MOVE).status, "failed");
  const { item, quantity, to } = MOVE;
  assert.equal(demo.say("storekeeper", "undo", { to, quantity, item }).status, "done");
  assert.equal(inLeeds(demo), 96);
});

test("undo refuses what was changed since, and what has no undo", () => {
  const demo = new Demo();
  demo.say("storekeeper", "transfer_stock", MOVE);
  demo.say("storekeeper", "transfer_stock", { ...MOVE, quantity: pieces(1) });
  assert.match(demo.say("storekeeper", "undo", MOVE).reason, /changed again/);
  const args = { invoice: invoice("1042") };
  demo.say("accountant", "approve_invoice", args);
  assert.match(demo.say("accountant", "undo", args).reason, /cannot be taken back/);
});

test("offline, reads answer and actions wait, once per id", () => {
  const demo = new Demo();
  demo.isOnline = false;
  assert.equal(demo.say("storekeeper", "stock_level", { item: "CHR-104" }).status, "done");
  assert.deepEqual(demo.say("storekeeper", "transfer_stock", MOVE, "move"), { status: "queued" });
  demo.say("storekeeper", "transfer_stock", MOVE, "move");
  assert.equal(demo.store.queue.length, 1);
  assert.equal(inLeeds(demo), 96);
});

test("what is not allowed is not even queued", () => {
  const demo = new Demo();
  demo.isOnline = false;
  assert.equal(demo.say("employee", "transfer_stock", MOVE).status, "failed");
  assert.equal(demo.store.queue.length, 0);
});

test("the queue survives a reload, is carried out in order, and is reported to the one who asked", async () => {
  const storage = new MemoryStorage();
  const before = new Demo(storage);
  before.isOnline = false;
  before.say("storekeeper", "transfer_stock", MOVE, "move");
  before.say("storekeeper", "transfer_stock", { ...MOVE, quantity: pieces(500) }, "too-many");

  const after = new Demo(storage);
  after.host.replay();
  assert.equal(inLeeds(after), 91);
  assert.equal(after.store.queue.length, 0);

  const told = [];
  const assistant = { finish: async (id, result) => void told.push([id, result.status]) };
  await after.host.deliver(assistant, PERSONAS.admin);
  assert.deepEqual(told, []);
  await after.host.deliver(assistant, PERSONAS.storekeeper);
  await after.host.deliver(assistant, PERSONAS.storekeeper);
  assert.deepEqual(told, [["move", "done"], ["too-many", "failed"]]);
});

test("the permission is checked again at replay", () => {
  const demo = new Demo();
  demo.isOnline = false;
  demo.say("storekeeper", "transfer_stock", MOVE, "move");
  demo.isOnline = true;
  demo.say("admin", "deactivate_user", { user: "Joe Kelly" });
  demo.host.replay();
  assert.equal(inLeeds(demo), 96);
  assert.match(demo.store.reports[0].result.reason, /switched off/);
});

test("a conversation that is handed over makes one ticket", () => {
  const demo = new Demo();
  const transcript = [{ user: "talk to a person", reply: "Of course." }];
  for (let time = 0; time < 2; time += 1) demo.host.handOver("turn-1", transcript, PERSONAS.employee);
  assert.deepEqual(demo.store.rows("tickets").slice(2).map((ticket) => ticket.transcript), [transcript]);
});
