/** Messages, actions and what they merge into. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readResult } from "../src/carry-out.js";
import type { EngineTurn } from "../src/bindings.js";
import type { ActionHandler, ActionResult, HandoffKind, Turn } from "../src/types.js";
import { action } from "./fake.js";
import { deferred, settled, stage } from "./harness.js";

const done: ActionHandler = () => ({ status: "done" });
const cell = (value: string): { label: string; type: "text"; value: string }[] => [{ label: "No", type: "text", value }];

test("the reply is painted before the record is stored, and then shown as logged", async () => {
  const { assistant, device, updates } = await stage();
  device.journal.length = 0;
  const turn = await assistant.send("hello");
  assert.deepEqual(device.journal, ["turn", "put"]);
  assert.equal(turn.logged, "writing");
  await settled();
  assert.deepEqual(updates.map(({ id, logged }) => [id, logged]), [[turn.id, "stored"]]);
});

test("messages are answered one after another, however long their actions take", async () => {
  const first = deferred<{ status: "done" }>();
  const { assistant, turns } = await stage({
    script: ({ text }) => (text === "slow" ? { actions: [action("a")] } : {}),
    actions: { a: () => first.promise },
  });
  const both = Promise.all([assistant.send("slow"), assistant.send("quick")]);
  await settled();
  assert.deepEqual(turns.map(({ message }) => message), ["slow"]);
  first.resolve({ status: "done" });
  await both;
  assert.deepEqual(assistant.turns.map(({ message }) => message), ["slow", "quick"]);
});

test("a turn says that it works until its actions have ended", async () => {
  const { assistant, turns } = await stage({
    script: () => ({ reply: "", working: "One moment.", actions: [action("a")] }),
    actions: { a: () => ({ status: "done", rows: [cell("1")] }) },
  });
  const turn = await assistant.send("go");
  assert.deepEqual([turns[0]?.reply, turns[0]?.working, turns[0]?.actions[0]?.status], ["One moment.", true, "requested"]);
  assert.deepEqual([turn.reply, turn.working, turn.actions[0]?.status, turn.rows.length], ["a done", false, "done", 1]);
});

interface Merged {
  what: string;
  engine: Partial<EngineTurn>;
  actions: Record<string, ActionHandler>;
  expected: Partial<Turn>;
  problems?: string[];
}

type IntentRoute = EngineTurn["intents"][number];
const route = (intent: string, route: Turn["route"], action: string | null = null): IntentRoute => ({ intent, route, action });

const MERGED: Merged[] = [
  {
    what: "two actions, in their order, before what the turn itself says",
    engine: { reply: "Anything else?", actions: [action("a"), action("b")] },
    actions: { a: done, b: done },
    expected: { reply: "a done b done Anything else?" },
  },
  {
    what: "a done and a denied one: the denial comes first",
    engine: { reply: "You may not.", actions: [action("a")], intents: [route("a", "execute", "a"), route("pay", "deny")] },
    actions: { a: done },
    expected: { reply: "a done You may not.", route: "deny", intent: "pay" },
  },
  {
    what: "a failed action makes the route a fallback, and offers a way on",
    engine: { reply: "", actions: [action("a")], intents: [route("a", "execute", "a")] },
    actions: { a: () => ({ status: "failed", reason: "locked" }) },
    expected: { reply: "a failed", route: "fallback", options: [{ label: "Try again", intent: "a" }] },
  },
  {
    what: "the options of the turn stay when an action fails",
    engine: {
      options: [{ label: "Which?", intent: "b" }],
      actions: [action("a")],
      intents: [route("a", "execute", "a"), route("b", "clarify")],
    },
    actions: { a: () => ({ status: "failed" }) },
    expected: { route: "clarify", options: [{ label: "Which?", intent: "b" }] },
  },
  {
    what: "rows of all actions",
    engine: { actions: [action("a"), action("b")] },
    actions: { "*": ({ name }) => ({ status: "done", rows: [cell(name)] }) },
    expected: { rows: [cell("a"), cell("b")] },
  },
  {
    what: "a queued action",
    engine: { actions: [action("a")] },
    actions: { a: () => ({ status: "queued" }) },
    expected: { actions: [{ ...action("a"), status: "queued" }] },
  },
  {
    what: "a handler that throws fails without a reason",
    engine: { reply: "", actions: [action("a")] },
    actions: { a: () => { throw new Error("secret"); } },
    expected: { reply: "a failed", actions: [{ ...action("a"), status: "failed" }] },
    problems: ["action_threw"],
  },
  {
    what: "an action without a handler fails",
    engine: { reply: "", actions: [action("toString")] },
    actions: { a: done },
    expected: { reply: "toString failed" },
    problems: ["action_unhandled"],
  },
  {
    what: "a handler without a result fails",
    engine: { reply: "", actions: [action("a")] },
    actions: { a: (() => undefined) as unknown as ActionHandler },
    expected: { reply: "a failed" },
    problems: ["action_result"],
  },
  {
    what: "an action whose rows make no sense is done all the same",
    engine: { reply: "", actions: [action("a")] },
    actions: { a: () => ({ status: "done", rows: ["REFUSED"] as never }) },
    expected: { reply: "a done", rows: [] },
    problems: ["action_result"],
  },
];

for (const { what, engine, actions, expected, problems = [] } of MERGED) {
  test(`merging: ${what}`, async () => {
    const { assistant, ...seen } = await stage({ script: () => engine, actions });
    const turn = await assistant.send("go");
    const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, turn[key as keyof Turn]]));
    assert.deepEqual(shown, expected);
    assert.deepEqual(seen.problems, problems);
    assert.equal(turn.working, false);
  });
}

test("an option is picked by its label, and by its place only while the session offers just it", async () => {
  const said: [string, number | null][] = [];
  const { assistant } = await stage({
    script: ({ text, choice }) => {
      said.push([text, choice]);
      if (text !== "mixed") return { options: [{ label: "Yes", intent: "affirm" }] };
      return { options: [{ label: "Which?", intent: "b" }], actions: [action("a")] };
    },
    actions: { a: () => ({ status: "failed" }) },
  });
  await assistant.send("plain");
  await assistant.choose(0);
  await assistant.send("mixed");
  await assistant.choose(0);
  assert.deepEqual(said, [["plain", null], ["Yes", 0], ["mixed", null], ["Which?", null]]);
  await assert.rejects(assistant.choose(7), { code: "bad_argument" });
});

test("a queued action that ends is told in a turn of its own", async () => {
  const { assistant, device } = await stage({
    script: () => ({ actions: [action("a")] }),
    actions: { a: () => ({ status: "queued" }) },
  });
  const asked = await assistant.send("go");
  const late = await assistant.finish("a", { status: "done" });
  assert.deepEqual([late?.message, late?.reply], ["", "a done"]);
  assert.equal(assistant.turns[0]?.actions[0]?.status, "done");
  assert.equal(await assistant.finish("a", { status: "done" }), null);
  await assistant.feedback(late?.id ?? "", "up");
  assert.equal(device.records.at(-1)?.["ref"], asked.id);
  assert.deepEqual(assistant.turns.map(({ rating }) => rating), ["up", "up"]);
});

test("handing over is a message, and picks the kind asked for", async () => {
  const kinds = ["create_ticket", "human_handoff", "human_handoff"].map((intent, at) => ({ label: `option ${at}`, intent }));
  const { assistant } = await stage({
    script: ({ choice }) => {
      const kind = choice === 2 ? "search" : null;
      return { options: choice === null ? kinds : [], handoff: { kind, transcript: [] } };
    },
  });
  assert.deepEqual(await assistant.handoff("search"), { kind: "search", transcript: [] });
  assert.deepEqual(assistant.turns.map(({ message }) => message), ["I would like to talk to a person", "option 2"]);
});

test("a host may say that a new try cannot help", () => {
  const check = (result: ActionResult, expected: object): void => assert.deepEqual(readResult(result, "a", () => {}), expected);
  check({ status: "failed", reason: "locked", retryable: false }, { status: "failed", reason: "locked", retryable: false });
  check({ status: "failed", reason: "busy", retryable: true }, { status: "failed", reason: "busy" });
});

test("a kind of hand-off that there is not is refused, and nothing is said", async () => {
  const { assistant } = await stage();
  await assert.rejects(assistant.handoff("bogus" as HandoffKind), { code: "bad_argument" });
  assert.equal(assistant.turns.length, 0);
});

test("an earlier turn that asks the same is found by its id", async () => {
  const { assistant } = await stage();
  const turn = await assistant.send("again");
  assert.deepEqual(await assistant.detectRepeat("again"), { level: 2, repeatOf: turn.id, similarity: 1 });
  assert.deepEqual(await assistant.detectRepeat("new"), { level: 1, repeatOf: null, similarity: 0 });
});
