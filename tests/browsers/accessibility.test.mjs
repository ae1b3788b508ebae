// The rules of WCAG 2.2 AA that a program can check, in the states that users meet, light and dark, wide and narrow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { openPage, withStage } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const NARROW = { width: 360, height: 740 };

test("accessibility", (t) =>
  withStage(async (stage) => {
    for (const colorScheme of ["light", "dark"]) {
      await t.test(`${colorScheme}, wide`, () => check(stage, { colorScheme }));
      await t.test(`${colorScheme}, narrow`, () => check(stage, { colorScheme, viewport: NARROW }));
    }
  }));

async function check(stage, options) {
  const opened = await openPage(stage.browser, options);
  const { page, context } = opened;
  const demo = new Demo(stage, opened);
  const found = [];
  const look = async (state) => found.push(...(await violations(page)).map((fault) => `${state}: ${fault}`));
  await demo.visit();
  await demo.become("employee");
  await look("closed");
  await demo.chat.open();
  await look("empty conversation");
  await demo.chat.say("show my tasks");
  await demo.chat.say("approve invoice INV-1042");
  await page.getByRole("button", { name: "Not helpful" }).last().click();
  await page.getByText("What went wrong?").waitFor();
  await look("conversation with rows and a feedback form");
  await demo.chat.delivered();
  await page.goto(`${stage.url}/dashboard`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await look("dashboard");
  await context.close();
  assert.deepEqual(found, []);
}

async function violations(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate((tags) => globalThis.axe.run({ runOnly: { type: "tag", values: tags } }), TAGS);
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.flat().join(" ")}`));
}
