/** Actions that a reload cut off. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionRequest, ActionResult } from "../src/types.js";
import { action, Device, type Script } from "./fake.js";
import { settled, stage } from "./harness.js";

/** A page that goes away while the handlers of a message run. */
async function leavePage(script: Script): Promise<Device> {
  const { assistant, device } = await stage({ script, actions: { "*": () => new Promise<ActionResult>(() => {}) } });
  void assistant.send("go");
  await settled();
  return device;
}

/** What the next page hands to its handlers, and the last turn that it shows. */
async function comeBack(device: Device): Promise<{ handed: ActionRequest[]; reply: string; status: string[] }> {
  const handed: ActionRequest[] = [];
  const { assistant } = await stage({ device, actions: { "*": (request) => (handed.push(request), { status: "done" }) } });
  for (let turn = 0; turn < 3; turn += 1) await settled();
  const status = assistant.turns.flatMap(({ actions }) => actions.map((action) => action.status));
  return { handed, reply: assistant.turns.at(-1)?.reply ?? "", status };
}

const slot = (name: string, value: string): object => ({ slots: [{ name, type: "text", value }] });

test("it is handed over again, under its id, and told as it ends", async () => {
  const device = await leavePage(() => ({ intent: "a", actions: [action("a-1", "a")], record: slot("title", "plants") }));
  const { handed, reply, status } = await comeBack(device);
  assert.deepEqual(handed, [{ id: "a-1", name: "a", args: { title: "plants" }, permission: "a:do" }]);
  assert.deepEqual([reply, status], ["a done", ["done"]]);
  assert.deepEqual((await comeBack(device)).handed, []);
});

for (const [name, script] of [
  ["a value that died with the page", { intent: "a", actions: [action("a-1", "a")], record: slot("title", "call [PHONE]") }],
  ["one of several actions", { intent: "a", actions: [action("a-1", "a"), action("b-1", "b")] }],
  ["an action of another intent", { intent: "a", actions: [action("a-1", "undo")] }],
] as const) {
  test(`${name}: the outcome is said to be unknown`, async () => {
    const { handed, reply, status } = await comeBack(await leavePage(() => ({ ...script, actions: [...script.actions] })));
    assert.deepEqual([handed, new Set(status)], [[], new Set(["failed"])]);
    assert.match(reply, /needs_more$/);
  });
}
