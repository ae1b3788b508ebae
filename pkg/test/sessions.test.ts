/** Reloads, idle time, users, consent and logging out. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assistant } from "../src/types.js";
import { action, Device, now } from "./fake.js";
import { deferred, settled, stage } from "./harness.js";

const MINUTE = 60_000;

/** What a page sees whenever the status changes: the session and how many turns it has. */
function watchSession(assistant: Assistant): [string, number][] {
  const seen: [string, number][] = [];
  assistant.addEventListener("status", () => void seen.push([assistant.sessionId, assistant.turns.length]));
  return seen;
}

test("a reload takes the conversation up, redacted", async () => {
  const { assistant, device } = await stage({
    script: () => ({ reply: "", working: "One moment.", actions: [action("a")] }),
    actions: { a: () => ({ status: "done" }) },
  });
  const turn = await assistant.send("mail a@b.example");
  await assistant.feedback(turn.id, "up");
  const again = await stage({ device });
  assert.equal(again.assistant.sessionId, assistant.sessionId);
  const [rebuilt] = again.assistant.turns;
  assert.deepEqual(
    [rebuilt?.id, rebuilt?.message, rebuilt?.reply, rebuilt?.rating, rebuilt?.logged, rebuilt?.actions[0]?.status, rebuilt?.options],
    [turn.id, "mail [EMAIL]", "a done", "up", "stored", "done", []],
  );
  assert.equal(turn.message, "mail a@b.example");
  assert.deepEqual(device.kinds, ["session:started", "interaction", "outcome", "feedback", "session:resumed"]);
});

test("a conversation that was idle too long ends, after a reload and in an open page", async () => {
  const { assistant, device } = await stage({ idleMinutes: 5 });
  await assistant.send("hello");
  now.ms += 6 * MINUTE;
  const again = await stage({ device, idleMinutes: 5 });
  assert.ok(again.assistant.sessionId !== assistant.sessionId);
  const before = again.assistant.sessionId;
  now.ms += 4 * MINUTE;
  await again.assistant.send("still there");
  assert.equal(again.assistant.sessionId, before);
  now.ms += 6 * MINUTE;
  await again.assistant.send("anew");
  assert.ok(again.assistant.sessionId !== before);
  assert.deepEqual(again.assistant.turns.map(({ message }) => message), ["anew"]);
  const sessions = device.kinds.filter((kind) => kind.startsWith("session"));
  assert.deepEqual(sessions, ["session:started", "session:expired", "session:started", "session:expired", "session:started"]);
  assert.equal((await again.assistant.history()).length, 3);
});

test("a session id is a UUID of version 7", async () => {
  const { assistant } = await stage();
  assert.match(assistant.sessionId, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(Number.parseInt(assistant.sessionId.replace("-", "").slice(0, 12), 16), now.ms);
});

test("another user has a conversation and records of their own", async () => {
  const { assistant, device } = await stage();
  await assistant.send("mine");
  const first = assistant.sessionId;
  const shown = watchSession(assistant);
  await assistant.setUser({ id: "u2", roles: ["employee"] });
  assert.deepEqual(shown.at(-1), [assistant.sessionId, 0]);
  assert.ok(assistant.sessionId !== first);
  assert.deepEqual([assistant.turns.length, (await assistant.history()).length, device.scopes.size], [0, 0, 2]);
  assert.equal(device.opened[0]?.open, false);
  await assistant.setUser({ id: "u1", roles: ["employee"] });
  assert.deepEqual([assistant.sessionId, assistant.turns[0]?.message], [first, "mine"]);
  assert.deepEqual(shown.at(-1), [first, 1]);
});

test("the same user with other roles keeps the conversation", async () => {
  const roles: string[][] = [];
  const { assistant } = await stage({ script: (_, user) => (roles.push(user.roles), {}) });
  const first = assistant.sessionId;
  await assistant.send("one");
  void assistant.setUser({ id: "u1", roles: ["manager"] });
  await assistant.send("two");
  assert.equal(assistant.sessionId, first);
  assert.deepEqual(roles, [["employee"], ["manager"]]);
});

test("what a former user's action brings reaches nobody", async () => {
  const slow = deferred<{ status: "done" }>();
  const { assistant, device, updates } = await stage({
    script: () => ({ actions: [action("a")] }),
    actions: { a: () => slow.promise },
  });
  const sent = assistant.send("go");
  const waiting = assert.rejects(assistant.send("behind"), { code: "user_changed" });
  await settled();
  await assistant.setUser({ id: "u2", roles: [] });
  const before = [updates.length, device.records.length];
  slow.resolve({ status: "done" });
  assert.equal((await sent).reply.startsWith("a done"), true);
  await waiting;
  assert.deepEqual([updates.length, device.records.length, assistant.turns.length], [...before, 0]);
});

test("nothing is stored before consent, and the chat works", async () => {
  const { assistant, device } = await stage({ consent: "pending" });
  const turn = await assistant.send("hello");
  assert.deepEqual([turn.logged, assistant.status.store, device.records.length], ["off", "off", 0]);
  assert.equal((await assistant.explain(turn.id)).stages.length, 7);
  await assistant.setConsent("granted", "v2");
  await assistant.send("now");
  await settled();
  assert.deepEqual(device.kinds, ["consent", "interaction"]);
  assert.deepEqual(assistant.turns.map(({ logged }) => logged), ["off", "stored"]);
});

test("consent that is only known later takes the kept conversation up", async () => {
  const { assistant, device } = await stage();
  await assistant.send("hello");
  const later = await stage({ device, consent: "pending" });
  assert.equal(later.assistant.turns.length, 0);
  const shown = watchSession(later.assistant);
  await later.assistant.setConsent("not-needed");
  assert.deepEqual(shown.at(-1), [assistant.sessionId, 1]);
});

test("withdrawn consent erases, and the chat goes on", async () => {
  const { assistant, device } = await stage();
  await assistant.send("hello");
  await settled();
  await assistant.setConsent("withdrawn");
  await assistant.send("more");
  assert.equal(device.records.length, 0);
  assert.deepEqual(assistant.turns.map(({ logged }) => logged), ["off", "off"]);
  assert.equal((await assistant.metrics("hour")).totalInteractions, 1);
});

test("forgetting erases and begins anew", async () => {
  const { assistant, device } = await stage();
  const before = assistant.sessionId;
  await assistant.send("hello");
  await assistant.forget();
  assert.ok(assistant.sessionId !== before);
  assert.deepEqual([assistant.turns.length, device.kinds], [0, ["session:started"]]);
});

test("after logging out only another login goes on", async () => {
  const { assistant, device } = await stage();
  await assistant.send("hello");
  const before = assistant.sessionId;
  await assistant.logout();
  await assert.rejects(assistant.send("anyone?"), { code: "logged_out" });
  assert.equal(assistant.turns.length, 0);
  await assistant.logout();
  await assistant.setUser({ id: "u1", roles: [] });
  assert.ok(assistant.sessionId !== before);
  assert.deepEqual(device.kinds, ["session:started", "interaction", "session:logged_out", "session:started"]);
  await assistant.logout({ purge: true });
  assert.equal(device.records.length, 0);
});

test("a closed assistant refuses everything and does nothing more", async () => {
  const { assistant, device } = await stage();
  assistant.close();
  await assert.rejects(assistant.send("hello"), { code: "closed" });
  await assert.rejects(assistant.setUser({ roles: [] }), { code: "closed" });
  assert.equal(device.opened[0]?.open, false);
});

test("without storage records are marked as such, and the host is told", async () => {
  const device = new Device();
  device.store = "memory";
  const { assistant, problems } = await stage({ device });
  device.opened[0]?.listener({ kind: "memory" });
  const turn = await assistant.send("hello");
  assert.deepEqual([turn.logged, problems], ["memory", ["storage_missing"]]);
  await settled();
  assert.equal(assistant.turns[0]?.logged, "memory");
});

test("a kept conversation that cannot be read gives way to a new one", async () => {
  const { assistant, device } = await stage();
  const [stored] = device.scopes.values();
  assert.ok(stored?.kept);
  stored.kept.session = "{";
  const { assistant: next, problems } = await stage({ device });
  await settled();
  assert.ok(next.sessionId !== assistant.sessionId);
  assert.deepEqual(problems, ["session_malformed"]);
});

test("the outbox hears what the browser tells the page, until the assistant is closed", async () => {
  const page = globalThis as { window?: EventTarget; document?: EventTarget & { visibilityState: string } };
  page.window = new EventTarget();
  page.document = Object.assign(new EventTarget(), { visibilityState: "visible", baseURI: "http://localhost/" });
  const { assistant, device } = await stage();
  device.journal.length = 0;
  const happen = (): void => {
    for (const type of ["online", "offline", "pagehide"]) page.window?.dispatchEvent(new Event(type));
    page.document?.dispatchEvent(new Event("visibilitychange"));
  };
  happen();
  page.document.visibilityState = "hidden";
  page.document.dispatchEvent(new Event("visibilitychange"));
  assistant.close();
  happen();
  assert.deepEqual(device.journal, ["online", "offline", "hidden", "hidden"]);
  delete page.window;
  delete page.document;
});

test("what the outbox tells becomes events", async () => {
  const { assistant, device, problems } = await stage();
  const states: string[] = [];
  assistant.addEventListener("status", ({ detail }) => states.push(detail.state));
  const [outbox] = device.opened;
  assert.ok(outbox);
  outbox.state = "sending";
  for (const kind of ["status", "outdated"] as const) outbox.listener({ kind });
  outbox.listener({ kind: "refused", status: 403 });
  outbox.listener({ kind: "quarantined", id: "r", code: "schema" });
  assert.deepEqual(problems, ["backend_outdated", "backend_refused", "record_quarantined"]);
  assert.deepEqual([...new Set(states)], ["sending"]);
  assert.equal((await assistant.sync()).state, "sending");
  assert.equal(device.journal.includes("flush"), true);
});
