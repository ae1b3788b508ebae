// The element from outside: what a page loads, how the chat opens and closes, and what happens when something is missing.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { eventually, useStage } from "./element/stage.mjs";
import { buildElement } from "./element/site.mjs";

const check = useStage();
const LAUNCHER_LIMIT = 6 * 1024;

check("only a small launcher is loaded before the first opening", {}, async (chat, { page, files, site }) => {
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  const own = loaded.filter((name) => name.startsWith(`${site.url}erp-chat/`)).map((name) => name.split("/").at(-1));
  const bytes = own.reduce((sum, name) => sum + gzipSync(files.get(name), { level: 9 }).length, 0);
  assert.ok(own.length > 0 && own.length < files.size, own.join());
  assert.ok(bytes <= LAUNCHER_LIMIT, `${bytes} bytes`);
  assert.equal(await chat.panel.count(), 0);
  assert.equal(await chat.run(() => window.made), undefined);
});

test("the element can be imported where there is no page", async () => {
  const files = await buildElement({ splitting: false });
  const text = files.get("erp-chat-element-define.js");
  const { ErpChatElement } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  assert.equal(ErpChatElement.name.length > 0, true);
  assert.throws(() => new ErpChatElement());
});

check("the launcher says what it does and what is open", {}, async (chat) => {
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat");
  assert.equal(await chat.launcher.getAttribute("aria-expanded"), "false");
  await chat.open();
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Close chat");
  assert.equal(await chat.launcher.getAttribute("aria-expanded"), "true");
});

check("opening shows a named dialog, moves the focus to the message box and makes one assistant", {}, async (chat, { page }) => {
  await chat.open();
  assert.equal(await page.getByRole("dialog", { name: "Ada, your assistant" }).count(), 1);
  assert.equal(await chat.focused(), "Message");
  await chat.launcher.click();
  await chat.launcher.click();
  assert.equal(await chat.run(() => window.made), 1);
  assert.deepEqual((await chat.heard()).sort(), ["close", "open", "open", "ready"]);
});

check("events come from the element and carry what happened", { query: "?fail=bundle_altered" }, async (chat) => {
  await chat.launcher.click();
  await eventually(() => chat.run(() => window.heard.at(-1)), { type: "error", code: "bundle_altered", own: true });
});

check("Escape closes and gives the focus back to the launcher", {}, async (chat, { page }) => {
  await chat.open();
  await page.keyboard.press("Escape");
  await eventually(() => chat.panel.count(), 0);
  assert.equal(await chat.focused(), "Open chat");
});

check("Escape closes from the launcher too, and is kept from the page", {}, async (chat, { page }) => {
  await page.evaluate(() => document.addEventListener("keydown", (event) => (window.leaked = event.key)));
  await chat.open();
  await chat.launcher.focus();
  await page.keyboard.press("Escape");
  assert.equal(await chat.panel.count(), 0);
  assert.equal(await page.evaluate(() => window.leaked), undefined);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => window.leaked), "Escape", "a closed chat leaves the key alone");
});

check("Escape that ends a composition does not close", {}, async (chat) => {
  await chat.open();
  await chat.box.dispatchEvent("keydown", { key: "Escape", isComposing: true });
  assert.equal(await chat.panel.count(), 1);
});

check("closing by the host leaves the focus where it is", {}, async (chat, { page }) => {
  await chat.open();
  await page.locator("#before").focus();
  await chat.run(() => window.chat.hide());
  assert.equal(await chat.focused(), "before");
});

check("a whole talk works by keyboard alone", {}, async (chat, { page }) => {
  await page.locator("#before").focus();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("Tab", "Enter");
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  await page.keyboard.type("is it approved");
  await chat.run((options) => window.fake.script({ reply: "Which one?", options }), [{ label: "INV-7", intent: "invoice_status" }]);
  await press("Enter");
  await eventually(() => chat.turns.count(), 1);
  await press("Shift+Tab");
  assert.equal(await chat.focused(), "suggestion");
  await press("Shift+Tab");
  assert.equal(await chat.focused(), "Not helpful");
  await press("Shift+Tab", "Space");
  await eventually(() => chat.run(() => window.fake.turns[0].rating), "up");
  await press("Tab", "Tab", "Enter");
  await eventually(() => chat.turns.count(), 2);
  assert.equal(await chat.focused(), "Message");
  await press("Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab");
  assert.equal(await chat.focused(), "Conversation", "the log can be scrolled by keys");
  await press("Escape");
  assert.equal(await chat.focused(), "Open chat");
});

check("methods and properties mirror the attributes", {}, async (chat) => {
  const seen = await chat.run(() => {
    const { chat } = window;
    const states = [];
    for (const method of ["show", "hide", "toggle", "toggle"]) {
      chat[method]();
      states.push(chat.open);
    }
    chat.heading = "Help desk";
    chat.placement = "bottom-start";
    chat.theme = "dark";
    return { states, heading: chat.getAttribute("heading"), placement: chat.getAttribute("placement"), theme: chat.getAttribute("theme") };
  });
  assert.deepEqual(seen, { states: [true, false, true, false], heading: "Help desk", placement: "bottom-start", theme: "dark" });
});

check("attributes that are missing or unknown have their defaults", {}, async (chat) => {
  const defaults = await chat.run(() => {
    const { chat } = window;
    chat.removeAttribute("heading");
    chat.setAttribute("theme", "sepia");
    chat.setAttribute("placement", "top");
    return [chat.heading, chat.theme, chat.placement, chat.open];
  });
  assert.deepEqual(defaults, ["Assistant", "auto", "bottom-end", false]);
});

check("the heading may change while the chat is open", {}, async (chat, { page }) => {
  await chat.open();
  await chat.run(() => (window.chat.heading = "Payroll desk"));
  assert.equal(await page.getByRole("dialog", { name: "Payroll desk" }).count(), 1);
});

check("properties that were set before the element was defined are taken", {}, async (chat) => {
  const seen = await chat.run(async () => {
    const early = document.createElement("early-chat");
    Object.assign(early, { starters: ["Hello"], theme: "dark", options: { user: { roles: [] } } });
    document.body.append(early);
    customElements.define("early-chat", class extends customElements.get("erp-chat") {});
    return [early.starters, early.getAttribute("theme"), Object.keys(early)];
  });
  assert.deepEqual(seen, [["Hello"], "dark", []]);
});

check("the chat is still open after a reload, without taking the focus", {}, async (chat, { page }) => {
  await chat.open();
  await chat.say("hello");
  await page.reload();
  await eventually(() => chat.turns.count(), 1);
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Close chat");
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

check("the chat stays closed after a reload when it was closed", {}, async (chat, { page }) => {
  await chat.open();
  await chat.launcher.click();
  await page.reload();
  await eventually(() => chat.launcher.getAttribute("aria-label"), "Open chat");
  assert.equal(await chat.run(() => window.made), undefined);
});

check("restored turns are shown, marked as earlier, and not announced", {}, async (chat, { page }) => {
  await chat.open();
  await chat.say("hello", { reply: "Good morning!", options: [{ label: "My tasks", intent: "list_tasks" }] });
  await page.reload();
  await eventually(() => chat.part("reply-text").allTextContents(), ["Good morning!"]);
  assert.match(await chat.part("divider").textContent(), /^Earlier messages/);
  assert.equal(await chat.said(), "");
  assert.equal(await chat.suggestions.count(), 1);
  await chat.say("and now", { reply: "At your service." });
  await eventually(() => chat.said(), "Assistant: At your service.");
});

check("without storage the chat works and merely forgets that it was open", {}, async (chat, { page }) => {
  await page.addInitScript(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith("erp-chat")) throw new DOMException("full", "QuotaExceededError");
      real.call(this, key, value);
    };
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      if (key.startsWith("erp-chat")) throw new DOMException("blocked", "SecurityError");
      return getItem.call(this, key);
    };
  });
  await page.reload();
  await chat.open();
  await chat.say("hello");
  await page.reload();
  await eventually(() => chat.launcher.getAttribute("aria-label"), "Open chat");
});

check("an assistant of the host is used as it is, and never closed", {}, async (chat) => {
  await chat.open();
  await chat.run(() => {
    window.own = new window.fake.constructor();
    window.own.come({ message: "before", reply: "Said before the element had it." });
    window.chat.assistant = window.own;
  });
  await eventually(() => chat.part("reply-text").allTextContents(), ["Said before the element had it."]);
  assert.deepEqual(await chat.calls(), [["close"]], "the one that the element had made");
  await chat.run(() => window.chat.remove());
  assert.deepEqual(await chat.run(() => window.own.calls), []);
});

check("an assistant that the element made ends with it, but not when it is moved", {}, async (chat) => {
  await chat.open();
  await chat.say("hello");
  await chat.run(() => document.querySelector("main").append(window.chat));
  assert.equal(await chat.turns.count(), 1);
  assert.deepEqual((await chat.calls()).at(-1), ["send", "hello"]);
  await chat.run(() => window.chat.remove());
  assert.deepEqual((await chat.calls()).at(-1), ["close"]);
  assert.equal(await chat.run(() => window.chat.assistant), undefined);
});

check("an element without a parent makes nothing", {}, async (chat) => {
  await chat.run(() => document.createElement("erp-chat").show());
  assert.equal(await chat.run(() => window.made), undefined);
});

check("what is typed before the options come is sent once they are there", { query: "?late" }, async (chat) => {
  await chat.launcher.click();
  await chat.box.waitFor();
  await chat.type("list my tasks");
  assert.equal(await chat.part("message").textContent(), "list my tasks");
  assert.equal(await chat.turns.count(), 0);
  await chat.run(() => window.setUp());
  await eventually(() => chat.part("reply-text").allTextContents(), ["You said: list my tasks"]);
  assert.equal(await chat.part("message").count(), 1);
});

check("options in another locale than the page's give the panel that locale", { query: "?late&locale=de-DE" }, async (chat) => {
  await chat.launcher.click();
  await chat.box.waitFor();
  await chat.run(() => window.setUp());
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  const turn = await chat.say("balance", { reply: "Here.", rows: [[{ label: "Days", type: "number", value: 1234.5 }]] });
  assert.equal(await turn.getByRole("cell").textContent(), "1.234,5");
});

check("a chat that is never set up says so", { query: "?late" }, async (chat, { page }) => {
  await page.clock.install();
  await page.reload();
  await chat.launcher.click();
  await chat.box.waitFor();
  await page.clock.fastForward(11_000);
  await eventually(() => chat.part("failure").getAttribute("data-code"), "options_missing");
  await chat.run(() => window.setUp());
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  assert.equal(await chat.part("failure").count(), 0);
});

for (const [code, words] of [
  ["wasm_blocked", "does not allow the chat to run"],
  ["wasm_missing", "is missing on this page"],
  ["bundle_missing", "is missing on this page"],
  ["wasm_invalid", "arrived damaged"],
  ["bundle_altered", "arrived damaged"],
  ["something_new", "Something went wrong"],
]) {
  check(`a failure is told in plain words: ${code}`, { query: `?fail=${code}` }, async (chat, { page }) => {
    await chat.launcher.click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.ok((await alert.textContent()).includes(words));
    assert.equal(await chat.part("status").textContent(), "Not available at the moment");
  });
}

check("trying again after a failure works and goes back to the message box", { query: "?fail=wasm_missing" }, async (chat, { page }) => {
  await chat.launcher.click();
  await eventually(() => chat.focused(), "retry");
  await page.keyboard.press("Enter");
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  assert.equal(await chat.part("failure").count(), 0);
  assert.equal(await chat.focused(), "Message");
  assert.deepEqual((await chat.heard()).sort(), ["error", "open", "ready"]);
});

check("what was typed before a failure is not lost", { query: "?late&fail=wasm_missing" }, async (chat) => {
  await chat.launcher.click();
  await chat.box.waitFor();
  await chat.type("a long question");
  await chat.run(() => window.setUp());
  await chat.part("retry").click();
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  assert.equal(await chat.box.inputValue(), "a long question");
});

const UNLOADED = { expected: ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "Failed to load resource"] };

check("when not even the panel can be loaded, a message stands in its place", UNLOADED, async (chat, { page }) => {
  await page.route("**/panel-*.js", (route) => route.abort());
  await chat.launcher.click();
  await page.getByRole("alert").waitFor();
  assert.equal(await chat.panel.count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await chat.part("failure").count(), 0);
});

check("offline at the first opening is told as such, and trying again online works", UNLOADED, async (chat, { page, context }) => {
  await context.setOffline(true);
  await chat.launcher.click();
  await page.getByRole("alert").waitFor();
  assert.equal(await chat.part("failure").getAttribute("data-code"), "offline");
  await context.setOffline(false);
  await chat.part("retry").click();
  await eventually(() => chat.part("status").getAttribute("data-condition"), "ready");
  assert.equal(await chat.part("failure").count(), 0);
});

check("replies that come while the chat is closed are counted on the launcher", {}, async (chat) => {
  await chat.open();
  await chat.launcher.click();
  assert.equal(await chat.part("badge").isVisible(), false);
  await chat.run(() => window.fake.come({ reply: "Your leave was approved." }));
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat, 1 unread reply");
  await chat.run(() => window.fake.come({ reply: "And the invoice too." }));
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat, 2 unread replies");
  assert.equal(await chat.part("badge").textContent(), "2");
  await chat.launcher.click();
  assert.equal(await chat.part("badge").isVisible(), false);
  assert.equal(await chat.turns.count(), 2);
});

check("a reply counts as unread when it is complete, and once", {}, async (chat) => {
  await chat.open();
  await chat.say("book it", { reply: "One moment…", working: true });
  await chat.launcher.click();
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat");
  await chat.run(() => window.fake.changeLast({ reply: "Booked.", working: false }));
  await chat.run(() => window.fake.changeLast({ logged: "memory" }));
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat, 1 unread reply");
});

check("many unread replies are shown as more than nine", {}, async (chat) => {
  await chat.open();
  await chat.launcher.click();
  await chat.run(() => Array.from({ length: 12 }, () => window.fake.come({ reply: "News." })));
  assert.equal(await chat.part("badge").textContent(), "9+");
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Open chat, 12 unread replies");
});
