/** Ratings and reports, and how they change. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assistant } from "../src/types.js";
import { stage } from "./harness.js";

interface Case {
  what: string;
  give: (assistant: Assistant, id: string) => Promise<void>;
  expected: Record<string, unknown>;
}

const CASES: Case[] = [
  { what: "a thumb", give: (assistant, id) => assistant.feedback(id, "down"), expected: { rating: "down", reported: false } },
  {
    what: "a reason and a comment",
    give: (assistant, id) => assistant.feedback(id, "down", { reason: "wrong", comment: "no" }),
    expected: { rating: "down", reported: false, reason: "wrong", comment: "no" },
  },
  {
    what: "another thumb has no use for the reason of the first",
    give: async (assistant, id) => {
      await assistant.feedback(id, "down", { reason: "wrong" });
      await assistant.feedback(id, "up");
    },
    expected: { rating: "up", reported: false },
  },
  {
    what: "a report keeps the thumb and its reason",
    give: async (assistant, id) => {
      await assistant.feedback(id, "down", { reason: "wrong", comment: "no" });
      await assistant.flag(id);
    },
    expected: { rating: "down", reported: true, reason: "wrong", comment: "no" },
  },
  {
    what: "a thumb taken back keeps the report",
    give: async (assistant, id) => {
      await assistant.flag(id, "rude");
      await assistant.feedback(id, "none");
    },
    expected: { rating: "none", reported: true },
  },
];

for (const { what, give, expected } of CASES) {
  test(`feedback: ${what}`, async () => {
    const { assistant, device } = await stage();
    const { id } = await assistant.send("hello");
    await give(assistant, id);
    const { rating, reported, reason, comment, ref } = device.records.at(-1) ?? {};
    const given = Object.entries({ rating, reported, reason, comment }).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(given), expected);
    assert.equal(ref, id);
    assert.deepEqual([assistant.turns[0]?.rating, assistant.turns[0]?.reported], [expected["rating"], expected["reported"]]);
  });
}

test("feedback on an earlier conversation is taken, and on nothing is refused", async () => {
  const { assistant, device } = await stage();
  const { id } = await assistant.send("hello");
  const later = await stage({ device });
  await later.assistant.feedback(id, "up");
  assert.equal((await later.assistant.history())[0]?.rating, "up");
  await assert.rejects(later.assistant.feedback("nothing", "up"), { code: "unknown_turn" });
  await assert.rejects(later.assistant.feedback(id, "sideways" as never), { code: "bad_argument" });
});
