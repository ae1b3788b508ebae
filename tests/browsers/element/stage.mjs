// What the tests of the element share: one site and one Chromium for a file, a page of its own for each test, and the chat as
// a user meets it. A test fails when the page logged an error or broke its content security policy.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { buildElement, startSite } from "./site.mjs";

const { CHROMIUM = "/usr/bin/chromium" } = process.env;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 20;
const DESK = { width: 1000, height: 800 };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Gives `check(name, settings, act)`: `settings` are those of the browser context, with the `query` of the page. */
export function useStage() {
  const stage = {};
  before(async () => {
    stage.files = await buildElement();
    stage.site = await startSite(stage.files);
    stage.browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.stop();
  });
  return (name, settings, act) => test(name, () => withPage(stage, settings, act));
}

async function withPage({ browser, site, files }, { query = "", expected = [], ...settings }, act) {
  const context = await browser.newContext({ viewport: DESK, locale: "en-GB", timezoneId: "America/New_York", reducedMotion: "reduce", ...settings });
  try {
    const page = await context.newPage();
    const errors = listen(page);
    await page.goto(site.url + query);
    await act(new Chat(page), { page, context, files, site });
    assert.deepEqual(errors.filter((error) => !expected.some((part) => error.includes(part))), []);
  } finally {
    await context.close();
  }
}

function listen(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()));
  return errors;
}

/** The chat by roles, names and parts. */
export class Chat {
  constructor(page) {
    this.page = page;
    this.launcher = page.locator("erp-chat [part~=launcher]");
    this.panel = page.getByRole("dialog");
    this.box = page.getByRole("textbox", { name: "Message", exact: true });
    this.log = page.getByRole("log", { name: "Conversation" });
    this.turns = page.locator("erp-chat article[data-turn-id]");
    this.suggestions = page.getByRole("group", { name: "Suggestions" }).getByRole("button");
    this.sync = this.part("sync");
  }

  part(name) {
    return this.page.locator(`erp-chat [part~=${name}]`);
  }

  /** Runs something in the page, such as `() => fake.restart()`. */
  run(act, value) {
    return this.page.evaluate(act, value);
  }

  async open() {
    await this.launcher.click();
    await eventually(() => this.part("status").getAttribute("data-condition"), "ready");
  }

  /** Says something; `reply` is the part of the turn to answer with. */
  async say(text, reply) {
    const before = await this.turns.count();
    await this.type(text, reply);
    await eventually(() => this.turns.count(), before + 1);
    return this.turns.last();
  }

  /** Says something without waiting for an answer. */
  async type(text, reply) {
    if (reply) await this.run((part) => window.fake.script(part), reply);
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** What the stand-in was called with, without ids. */
  calls() {
    return this.run(() => window.fake.calls);
  }

  /** What a screen reader was given last. */
  said() {
    return this.run(() => window.chat.shadowRoot.querySelector("[part=announcer]").lastElementChild?.textContent ?? "");
  }

  /** Where the focus is: the name or the part of the element. */
  focused() {
    return this.run(() => {
      const inside = window.chat.shadowRoot.activeElement;
      const element = inside ?? document.activeElement;
      return element.getAttribute("aria-label") ?? element.getAttribute("part") ?? element.id;
    });
  }

  heard() {
    return this.run(() => window.heard.map(({ type }) => type));
  }
}

/** Waits until something is as expected, and tells what it was when it never is. */
export async function eventually(look, expected) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    try {
      return assert.deepEqual(seen, expected);
    } catch (difference) {
      if (Date.now() > end) throw difference;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

/** Fails with the accessibility rules that the page breaks now. */
export async function assertAccessible(page) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const broken = await page.evaluate(async (values) => {
    const { violations } = await window.axe.run({ include: [["erp-chat"]] }, { runOnly: { type: "tag", values } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.flat().join(" ")} ${node.failureSummary}`).join("; ")}`);
  }, RULES);
  assert.deepEqual(broken, []);
}

/** Rows of an answer. */
export const INVOICES = [
  ["INV-12", "Northwind Traders", "2026-10-03", 1250.5],
  ["INV-31", "Lakeside Dairy", "2026-10-19", 89900],
].map(([number, customer, due, amount]) => [
  { label: "Invoice", type: "link", value: number, href: `/invoices/${number}` },
  { label: "Customer", type: "text", value: customer },
  { label: "Due", type: "date", value: due },
  { label: "Amount", type: "money", value: amount, currency: "GBP" },
]);

/** Options of an answer. */
export const OPTIONS = [
  { label: "Approve INV-12", intent: "approve_invoice" },
  { label: "Reject INV-12", intent: "reject_invoice" },
];
