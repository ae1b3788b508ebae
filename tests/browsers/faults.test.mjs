// The line breaks in every way that a proxy can break it; each record still arrives, once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { openPage, until, withStage } from "./harness.mjs";

const INGEST = "/v1/ingest";
const SLOW_MS = 1_500;

test("records arrive once, whatever happens on the way", (t) =>
  withStage(async (stage) => {
    const opened = await openPage(stage.browser);
    const demo = new Demo(stage, opened);
    await demo.visit();
    await demo.chat.open();
    for (const fault of ["lost", "unavailable", "html", "refused", SLOW_MS]) {
      await t.test(`the answer is ${fault}`, () => check(demo, fault));
    }
    assert.deepEqual(opened.faults, []);
  }));

async function check(demo, fault) {
  const { proxy, sql } = demo.stage;
  await demo.chat.delivered();
  proxy.fail(INGEST, fault);
  const turn = await demo.chat.say(`how many days of annual leave do I have left, case ${fault}?`);
  await until("the fault happened", () => proxy.of(INGEST).some((exchange) => exchange.fault === fault));
  await demo.chat.delivered();
  const rows = await sql(`SELECT count(*) AS found FROM chat_interactions WHERE id = '${turn.id}'`);
  assert.deepEqual(rows, [{ found: 1 }]);
  const turns = (await demo.chat.all()).length;
  assert.deepEqual(await sql("SELECT count(*) AS found FROM chat_interactions"), [{ found: turns }]);
}
