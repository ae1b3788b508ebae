/** What is computed from records: metrics, top intents, explanations, history. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../src/explain.js";
import { history, withTranscript } from "../src/history.js";
import { metrics } from "../src/metrics.js";
import { interactions, readRecords, type FeedbackRecord, type InteractionRecord, type LogRecord } from "../src/record.js";
import { scopeOf, tenantScopeOf } from "../src/scope.js";
import { topIntents } from "../src/top-intents.js";
import type { Metrics, Period } from "../src/types.js";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

function turn(seq: number, changes: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    ...{ kind: "interaction", id: `t${seq}`, sid: "s1", seq, t: NOW - seq, language: "en", engine_version: "1", model_version: "m" },
    ...{ message: `message ${seq}`, message_length: 9, token_count: 2, pii: {}, reply: `reply ${seq}`, template_ids: ["a", "b"] },
    ...{ route: "execute", intent: "leave", confidence: 0.8, margin: 0.5, candidates: [], slots: [], repeat_level: 1, similarity: 0 },
    ...{ access: "granted", permission: "leave:read_own", options: [], actions: [], flags: [], sentiment: "neutral" },
    latency: { stages: {}, total: seq * 1_000 },
    ...changes,
  };
}

function thumb(seq: number, ref: string, rating: FeedbackRecord["rating"], sid = "s1"): FeedbackRecord {
  return { kind: "feedback", id: `f${sid}${seq}`, sid, seq, t: NOW, ref, rating };
}

interface Case {
  what: string;
  records: LogRecord[];
  period?: Period;
  expected: Partial<Metrics>;
}

const HUNDRED = Array.from({ length: 100 }, (_, at) => turn(at + 1));

const CASES: Case[] = [
  {
    what: "nothing",
    records: [],
    expected: {
      ...{ totalInteractions: 0, avgConfidence: null, fallbackRate: null, escalationRate: null, topIntents: [] },
      responseTimeMs: { p50: null, p95: null, p99: null },
      feedback: { positive: 0, negative: 0, responseRate: null },
    },
  },
  { what: "nearest ranks, in milliseconds", records: HUNDRED, expected: { responseTimeMs: { p50: 50, p95: 95, p99: 99 } } },
  { what: "one turn", records: [turn(3)], expected: { responseTimeMs: { p50: 3, p95: 3, p99: 3 }, avgConfidence: 0.8 } },
  {
    what: "rates per turn",
    records: [turn(1, { route: "fallback" }), turn(2, { route: "escalate" }), turn(3), turn(4)],
    expected: { totalInteractions: 4, fallbackRate: 0.25, escalationRate: 0.25 },
  },
  {
    what: "the last thumb by session and place counts, whatever the order",
    records: [turn(1), turn(2), thumb(9, "t1", "up", "s2"), thumb(30, "t1", "down"), thumb(31, "t2", "up"), thumb(32, "t2", "none")],
    expected: { feedback: { positive: 1, negative: 0, responseRate: 0.5 } },
  },
  { what: "turns of the hour", records: [turn(1), turn(2, { t: NOW - HOUR })], period: "hour", expected: { totalInteractions: 1 } },
  { what: "turns of the day", records: [turn(1), turn(2, { t: NOW - HOUR })], period: "day", expected: { totalInteractions: 2 } },
  { what: "turns of the month", records: [turn(1, { t: NOW - 29 * 24 * HOUR })], period: "month", expected: { totalInteractions: 1 } },
];

for (const { what, records, period = "day", expected } of CASES) {
  test(`metrics: ${what}`, () => {
    const found = metrics(records, period, NOW);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof Metrics]])), expected);
  });
}

test("intents are counted, the most frequent first, with their mean confidence", () => {
  const turns = [turn(1, { confidence: 0.5 }), turn(2, { confidence: 1 }), turn(3, { intent: "b" }), turn(4, { intent: "a" })];
  assert.deepEqual(topIntents(turns, 2), [
    { intent: "leave", count: 2, avgConfidence: 0.75 },
    { intent: "a", count: 1, avgConfidence: 0.8 },
  ]);
});

const DENIED: Partial<InteractionRecord> = { route: "deny", access: "denied", flags: [{ reason: "permission_denied", priority: 3 }] };
const ACTED: Partial<InteractionRecord> = { actions: [{ id: "a", name: "request_leave", status: "requested" }] };
const ORDINARY = {
  redact: "nothing hidden",
  understand: "leave, 80 % sure",
  repeat: "first ask",
  permission: "granted: leave:read_own",
  route: "execute: answered",
  respond: "2 templates, 0 options",
  record: "no flags",
};

const EXPLAINED: [what: string, changes: Partial<InteractionRecord>, expected: Partial<typeof ORDINARY>][] = [
  ["an ordinary turn", {}, ORDINARY],
  ["hidden data", { pii: { EMAIL: 2, CARD: 1 } }, { redact: "2 EMAIL, 1 CARD hidden" }],
  ["a denial", DENIED, { permission: "denied: leave:read_own", route: "deny: the permission is missing" }],
  ["a flag", DENIED, { record: "flagged: permission_denied" }],
  ["a missing value", { route: "clarify", slot_asked: "dates" }, { route: "clarify: the value of dates is missing" }],
  ["a second ask", { route: "clarify", repeat_level: 2 }, { route: "clarify: asked again: which of the options is meant" }],
  ["a third ask", { route: "escalate", repeat_level: 3 }, { repeat: "third or later ask" }],
  ["an escalation", { route: "escalate", repeat_level: 3 }, { route: "escalate: asked for the third time or more" }],
  ["out of scope", { route: "fallback", intent: "oos" }, { route: "fallback: outside of what the assistant knows" }],
  ["no permission needed", { access: "not_needed" }, { permission: "not needed" }],
  ["an action", ACTED, { route: "execute: request_leave handed to the host" }],
];

for (const [what, changes, expected] of EXPLAINED) {
  test(`explaining ${what}`, () => {
    const stages = explain([turn(1, changes)], "t1")?.stages ?? [];
    assert.deepEqual(stages.map(({ name }) => name), ["redact", "understand", "repeat", "permission", "route", "respond", "record"]);
    const results = Object.fromEntries(stages.map(({ name, result }) => [name, result]));
    assert.deepEqual({ ...results, ...expected }, results);
  });
}

test("an explanation tells what became of the actions and of the thumb", () => {
  const asked = turn(1, ACTED);
  const carried = { ref: "t1", action: "a", name: "request_leave", status: "done" } as const;
  const outcome: LogRecord = { kind: "outcome", id: "o", sid: "s1", seq: 2, t: NOW, ...carried };
  const details = explain([asked, outcome, thumb(3, "t1", "up")], "t1")?.stages.at(-1)?.details;
  assert.deepEqual([details?.["actions"], details?.["rating"]], [[{ name: "request_leave", status: "done" }], "up"]);
  assert.equal(explain([asked], "t2"), undefined);
});

test("turns take the replies of the transcript where they match", () => {
  const turns = history([turn(1), turn(2, { message: "same" }), turn(3, { message: "same" }), turn(4, { message: "lost" })], "stored");
  const transcript = [
    { user: "unlogged", reply: "x" },
    { user: "message 1", reply: "one" },
    { user: "same", reply: "two" },
    { user: "same", reply: "" },
  ];
  assert.deepEqual(withTranscript(turns, transcript).map(({ reply }) => reply), ["one", "two", "reply 3", "reply 4"]);
});

test("records that cannot be read are left out, and turns come by age", () => {
  const texts = [JSON.stringify(turn(2)), "{", "null", "7", JSON.stringify({ ...turn(1), sid: "s2" }), JSON.stringify(turn(1))];
  assert.deepEqual(interactions(readRecords(texts)).map(({ sid, seq }) => [sid, seq]), [["s1", 1], ["s1", 2], ["s2", 1]]);
});

test("scopes differ by tenant and user, and name neither", () => {
  const scopes = [scopeOf("a", "b"), scopeOf("ab", ""), scopeOf("", "ab"), scopeOf("a", undefined)];
  assert.equal(new Set(scopes).size, scopes.length);
  scopes.forEach((scope) => assert.match(scope, /^[0-9a-f]{32}-[0-9a-f]{32}$/));
  assert.deepEqual(scopes.map((scope) => scope.startsWith(tenantScopeOf("a"))), [true, false, false, true]);
});
