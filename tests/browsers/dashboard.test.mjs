// The dashboard shows what the server counted, and the turns that wait for people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { openPage, until, withStage } from "./harness.mjs";

test("the dashboard", (t) => withStage((stage) => dashboard(t, stage)));

async function dashboard(t, stage) {
  const opened = await openPage(stage.browser);
  const { page, faults } = opened;
  const demo = new Demo(stage, opened);
  await t.test("says so when there is nothing yet", async () => {
    await page.goto(`${stage.url}/dashboard`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  });
  await t.test("shows figures and flagged turns", async () => {
    await demo.visit();
    await demo.become("employee");
    await demo.chat.open();
    await demo.chat.say("good morning");
    const denied = await demo.chat.say("approve invoice INV-1042");
    assert.equal(denied.route, "deny");
    await demo.chat.delivered();
    await page.goto(`${stage.url}/dashboard`);
    await until("the flagged turn is listed", async () => /approve invoice INV-1042/.test(await page.locator("main").innerText()));
  });
  await t.test("keeps the console clean", () => assert.deepEqual(faults, []));
  await t.test("shows the others when items are odd", () => showsOdd(page, stage));
}

/** Items that lack something, with what their row says; the last one is no item at all. */
const ODD = [
  [{ message: "no route", route: null }, /no route.*unknown/is],
  [{ message: "no confidence", confidence: null }, /no confidence.*unknown/s],
  [{ message: "no intent", intent: null }, /no intent.*unknown/is],
  [{ message: "no time", at: null }, /no time/],
  [{ message: "no reasons", reasons: null }, /cannot be shown/],
  [{ message: "odd time", at: "then" }, /cannot be shown/],
  [{ message: "whole" }, /whole.*fallback.*50/is],
];

async function showsOdd(page, stage) {
  const whole = { at: 1_700_000_000_000, message: "", reply: "Sorry.", intent: "oos", confidence: 0.5, route: "fallback", reasons: ["fallback"], priority: 6, count: 1 };
  const items = ODD.map(([item]) => ({ ...whole, ...item }));
  await page.route("**/api/annotations*", (route) => route.fulfill({ json: { items, open: items.length } }));
  await page.goto(`${stage.url}/dashboard`);
  const rows = page.getByRole("table", { name: /Flagged turns/ }).locator("tbody tr");
  await until("all items are listed", async () => (await rows.count()) === ODD.length);
  const texts = await rows.allInnerTexts();
  for (const [at, [, words]] of ODD.entries()) assert.match(texts[at], words);
}
