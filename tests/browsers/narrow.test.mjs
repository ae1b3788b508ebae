// The demo on the narrowest phones: every table is seen whole, on the page and in the chat.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { openPage, withStage } from "./harness.mjs";

const PHONE = { viewport: { width: 360, height: 740 } };
const PAGES = ["Invoices", "Payments", "Leave requests", "Stock", "Purchase orders", "Tasks", "Tickets", "Users", "More records"];

test("no table is cut off at 360 pixels", () => withStage(async (stage) => {
  const opened = await openPage(stage.browser, PHONE);
  const demo = new Demo(stage, opened);
  await demo.visit();
  for (const name of PAGES) {
    await opened.page.getByRole("link", { name, exact: true }).first().click();
    assert.deepEqual(await opened.page.locator(".table-frame").evaluateAll(cutOff), [], name);
  }
  await demo.chat.open();
  assert.ok((await demo.chat.say("which invoices are overdue?")).rows > 0);
  assert.deepEqual(await opened.page.locator("erp-chat [part~=table-frame]").evaluateAll(cutOff), []);
}));

/** Runs in the page: the frames whose table is wider. */
function cutOff(frames) {
  return frames.filter((frame) => frame.scrollWidth > frame.clientWidth).map((frame) => frame.innerText);
}
