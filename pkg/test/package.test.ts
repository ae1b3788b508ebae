/** The built package with the real engine and the starter, in Node: no window, no storage, no backend. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionRequest, Assistant, AssistantOptions, RedactionOptions } from "../src/types.js";
import { built, DIST, skip } from "./built.js";

async function create(options: Partial<AssistantOptions> = {}): Promise<Assistant> {
  const { createAssistant } = await built();
  return createAssistant({ user: { id: "u-17", name: "Asha", roles: ["accountant"] }, consent: "granted", ...options });
}

test("the real engine chats, asks for a yes, acts, and shows rows", { skip }, async () => {
  const asked: ActionRequest[] = [];
  const assistant = await create({
    actions: {
      approve_invoice: (action) => (asked.push(action), { status: "done" }),
      list_overdue_invoices: () => ({ status: "done", rows: [[{ label: "Invoice", type: "text", value: "8812" }]], facts: { count: "1" } }),
    },
  });
  assert.equal((await assistant.send("hi")).route, "smalltalk");
  assert.equal((await assistant.send("approve invoice 8812")).route, "confirm");
  const done = await assistant.choose(0);
  assert.deepEqual([done.route, done.actions[0]?.status, done.logged], ["execute", "done", "memory"]);
  assert.deepEqual(asked.map(({ id, ...action }) => action), [
    { name: "approve_invoice", args: { invoice: { kind: "invoice", value: "8812" } }, permission: "invoices:approve" },
  ]);
  const listed = await assistant.send("show overdue invoices");
  assert.deepEqual(listed.rows, [[{ label: "Invoice", type: "text", value: "8812" }]]);
  assistant.close();
});

test("the real engine denies, hides personal data, and keeps figures", { skip }, async () => {
  const assistant = await create({ user: { id: "u-18", roles: ["employee"] } });
  assert.equal((await assistant.send("approve invoice 8812")).route, "deny");
  const { id, hidden } = await assistant.send("my email is asha@example.com");
  assert.deepEqual(hidden, { EMAIL: 1 });
  await assistant.feedback(id, "down", { comment: "write to asha@example.com" });
  const figures = await assistant.metrics("hour");
  assert.deepEqual([figures.totalInteractions, figures.feedback.negative], [2, 1]);
  const told = JSON.stringify([await assistant.explain(id), await assistant.topIntents(3)]);
  assert.equal(told.includes("asha@example.com"), false);
  assert.equal((await assistant.handoff("specialist")).kind, "specialist");
  assistant.close();
});

test("the host changes what is hidden", { skip }, async () => {
  const hides = async (redaction: RedactionOptions, text: string) => {
    const assistant = await create({ redaction });
    const { hidden } = await assistant.send(text);
    assistant.close();
    return hidden;
  };
  assert.deepEqual(await hides({ off: ["IP"] }, "open a ticket: 10.0.0.7 refuses mail of jo@example.org"), { EMAIL: 1 });
  assert.deepEqual(await hides({ allow: ["@example.com"] }, "open a ticket: mail from jo@example.com to jo@example.org bounces"), { EMAIL: 1 });
  assert.deepEqual(await hides({ names: ["Ravi Kumar"] }, "approve leave of Ravi Kumar"), { NAME: 1 });
  assert.deepEqual(await hides({ patterns: [{ pattern: "EMP-[0-9]{6}" }] }, "show EMP-004711"), { CUSTOM: 1 });
});

const REFUSED: [string, Partial<AssistantOptions>, string][] = [
  ["a bundle that is none", { model: new Uint8Array(64) }, "bundle_foreign"],
  ["a bundle that is not there", { model: new URL("nothing.bundle", DIST) }, "model_missing"],
  ["a pattern that cannot be read", { redaction: { patterns: [{ pattern: "(" }] } }, "redaction_invalid"],
  ["a type that there is not", { redaction: { off: ["EMAL" as never] } }, "redaction_invalid"],
  ["a user without roles", { user: {} as never }, "bad_argument"],
  ["an address of another kind", { endpoint: "ftp://example.com" }, "bad_argument"],
];

for (const [what, options, code] of REFUSED) {
  test(`refused: ${what}`, { skip }, () => assert.rejects(create(options), { name: "AssistantFault", code }));
}
