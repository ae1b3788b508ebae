// The whole conversation by keyboard alone, and what assistive technology is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { inOrder, openPage, until, withStage } from "./harness.mjs";

/** More stops than the page has before the launcher. */
const STOPS = 60;

test("everything can be done by keyboard", (t) => withStage((stage) => byKeyboard(t, stage)));

async function byKeyboard(t, stage) {
  const opened = await openPage(stage.browser);
  const demo = new Demo(stage, opened);
  await demo.visit();
  const keys = new Keys(demo);
  await inOrder(t, STEPS, keys, demo);
  assert.deepEqual(opened.faults, []);
}

const STEPS = [
  ["the chat opens and takes the focus", opens],
  ["a message is sent with Enter", sends],
  ["an option is picked", picks],
  ["a reply is rated, with a reason", rates],
  ["Escape closes the chat and gives the focus back", closes],
];

async function opens(keys, demo) {
  await keys.tabTo(/^Open chat/);
  await keys.press("Enter");
  await demo.chat.ready();
  await until("the message box has the focus", async () => (await keys.focused()) === "Message");
}

async function sends(keys, demo) {
  const turn = await demo.chat.answerTo(() => keys.type("good morning"));
  assert.equal(turn.route, "smalltalk");
  assert.equal(await keys.focused(), "Message");
}

async function picks(keys, demo) {
  const asked = await demo.chat.answerTo(() => keys.type("I want to request leave from 7 to 9 December"));
  const options = await demo.chat.suggestions.allInnerTexts();
  assert.ok(options.length >= 2, asked.reply);
  const name = options.at(-1).trim();
  await keys.tabTo(name);
  const turn = await demo.chat.answerTo(() => keys.press("Enter"));
  assert.ok(turn.reply.length > 0);
  await until("the focus is back in the message box", async () => (await keys.focused()) === "Message");
}

async function rates(keys, demo) {
  await keys.tabTo("Not helpful", "Shift+Tab");
  await keys.press("Space");
  await demo.page.getByText("What went wrong?").waitFor();
  await keys.tabTo("Did not understand me");
  await keys.press("Space");
  await keys.tabTo("Submit");
  await keys.press("Enter");
  await demo.page.getByText("Thank you. This helps").first().waitFor();
  assert.equal(await demo.page.getByRole("button", { name: "Not helpful", pressed: true }).count(), 1);
}

async function closes(keys) {
  await keys.press("Escape");
  await until("the launcher has the focus", async () => /^Open chat/.test(await keys.focused()));
}

class Keys {
  constructor({ page }) {
    this.page = page;
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text);
    await this.press("Enter");
  }

  /** Moves the focus until it is on what has this name. */
  async tabTo(name, key = "Tab") {
    const wanted = typeof name === "string" ? (found) => found === name : (found) => name.test(found);
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (wanted(await this.focused())) return;
      await this.press(key);
    }
    throw new Error(`no stop of ${key} is ${name}`);
  }

  /** The name of what has the focus, as its label or its text says. */
  async focused() {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const label = element?.getAttribute("aria-label") ?? element?.labels?.[0]?.textContent ?? element?.textContent;
      return (label ?? "").trim();
    });
  }
}
