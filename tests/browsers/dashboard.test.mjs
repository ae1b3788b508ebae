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
}
