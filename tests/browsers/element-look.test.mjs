// How the element looks and fits: accessibility rules in each state, themes, small screens, right to left, targets, motion, and
// what a host can style.

import assert from "node:assert/strict";
import { assertAccessible, eventually, INVOICES, OPTIONS, useStage } from "./element/stage.mjs";

const check = useStage();
const MAIN_TARGET = 44;
const TARGET = 24;
const PHONE = { viewport: { width: 360, height: 740 } };
const NARROW = { viewport: { width: 320, height: 256 } };

const talk = async (chat) => {
  await chat.say("overdue", { reply: "Two are overdue.", rows: INVOICES, hidden: { CARD: 1 } });
  return chat.say("approve", { reply: "Shall I approve INV-12?", route: "confirm", options: OPTIONS });
};

/** What the chat can look like; each is checked in each theme. */
const STATES = {
  welcome: async () => {},
  talk,
  feedback: async (chat, page) => {
    const turn = await chat.say("hello");
    await turn.getByRole("button", { name: "Not helpful" }).click();
    await page.getByRole("radio", { name: "Hard to follow" }).check();
  },
  thanks: async (chat, page) => {
    const turn = await chat.say("hello");
    await turn.getByRole("button", { name: "Not helpful" }).click();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Submit" }).click();
    await chat.part("thanks").waitFor();
  },
  handoff: async (chat, page) => {
    const transcript = [{ user: "mail [EMAIL]", reply: "Which one?" }];
    await chat.say("person", { reply: "Of course.", route: "escalate", handoff: { kind: null, transcript }, options: OPTIONS });
    await page.getByText("What is handed over").click();
  },
  offline: async (chat) => {
    await chat.type("slow", { silent: true });
    await chat.run(() => window.fake.turnInto({ state: "offline", pending: 3 }));
  },
  failed: async (chat) => {
    await chat.type("hello", { fails: true });
    await chat.part("notice").waitFor();
  },
  restored: async (chat, page) => {
    await talk(chat);
    await page.reload();
    await chat.part("divider").waitFor();
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  for (const colorScheme of ["light", "dark"]) {
    check(`accessible: ${state}, ${colorScheme}`, { colorScheme }, async (chat, { page }) => {
      await chat.open();
      await reach(chat, page);
      await assertAccessible(page);
    });
  }
  check(`accessible: ${state}, on a phone`, PHONE, async (chat, { page }) => {
    await chat.open();
    await reach(chat, page);
    await assertAccessible(page);
  });
}

for (const colorScheme of ["light", "dark"]) {
  check(`accessible: closed with unread replies, ${colorScheme}`, { colorScheme }, async (chat, { page }) => {
    await assertAccessible(page);
    await chat.open();
    await chat.launcher.click();
    await chat.run(() => window.fake.come({ reply: "News." }));
    await assertAccessible(page);
  });

  check(`accessible: not loaded, ${colorScheme}`, { colorScheme, query: "?fail=wasm_blocked" }, async (chat, { page }) => {
    await chat.launcher.click();
    await page.getByRole("alert").waitFor();
    await assertAccessible(page);
  });
}

check("accessible: forced colours", { forcedColors: "active" }, async (chat, { page }) => {
  await chat.open();
  await talk(chat);
  await assertAccessible(page);
  const borders = await chat.run(() =>
    ["bubble", "suggestion", "thumb", "field", "send"].map((part) => {
      const { borderTopColor, borderTopWidth } = getComputedStyle(window.chat.shadowRoot.querySelector(`[part~=${part}]`));
      return borderTopWidth !== "0px" && borderTopColor !== "rgba(0, 0, 0, 0)";
    }),
  );
  assert.deepEqual(borders, [true, true, true, true, true], "what is told apart by its ground has a border then");
});

const surface = (chat) => chat.panel.evaluate((panel) => getComputedStyle(panel).backgroundColor);
const WHITE = "rgb(255, 255, 255)";

for (const [theme, colorScheme, light] of [
  ["auto", "light", true],
  ["auto", "dark", false],
  ["light", "dark", true],
  ["dark", "light", false],
]) {
  check(`theme ${theme} on a ${colorScheme} system`, { colorScheme, query: `?theme=${theme}` }, async (chat) => {
    await chat.open();
    assert.equal((await surface(chat)) === WHITE, light);
  });
}

check("the theme follows the system while the chat is open", {}, async (chat, { page }) => {
  await chat.open();
  assert.equal(await surface(chat), WHITE);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await surface(chat), WHITE);
});

check("on a phone the chat is a sheet over the page, with a way to close it", PHONE, async (chat, { page }) => {
  await chat.open();
  assert.deepEqual(await chat.panel.boundingBox(), { x: 0, y: 0, width: 360, height: 740 });
  assert.equal(await chat.launcher.isVisible(), false);
  await page.locator("#before").evaluate((button) => button.focus());
  assert.equal(await chat.focused(), "Message", "the page behind cannot be reached");
  await page.getByRole("button", { name: "Close chat" }).click();
  assert.equal(await chat.panel.count(), 0);
  assert.equal(await chat.focused(), "Open chat");
});

check("on a phone Escape closes the sheet", PHONE, async (chat, { page }) => {
  await chat.open();
  await page.keyboard.press("Escape");
  assert.equal(await chat.panel.count(), 0);
  assert.deepEqual((await chat.heard()).sort(), ["close", "open", "ready"]);
});

check("on a desk the page stays within reach", {}, async (chat, { page }) => {
  await chat.open();
  await page.locator("#before").focus();
  assert.equal(await chat.focused(), "before");
  assert.equal(await page.getByRole("button", { name: "Close chat" }).count(), 1);
});

check("turning a device keeps the draft, the focus and the talk", {}, async (chat, { page }) => {
  await chat.open();
  await chat.say("hello");
  await chat.box.fill("half a sentence");
  for (const viewport of [{ width: 400, height: 800 }, { width: 900, height: 700 }, { width: 900, height: 400 }]) {
    await page.setViewportSize(viewport);
    await eventually(() => chat.panel.evaluate((panel) => panel.matches(":modal")), viewport.width < 500 || viewport.height < 500);
    assert.equal(await chat.box.inputValue(), "half a sentence");
    assert.equal(await chat.focused(), "Message");
    assert.equal(await chat.turns.count(), 1);
  }
  assert.deepEqual((await chat.heard()).sort(), ["open", "ready"]);
});

for (const [name, settings] of Object.entries({ phone: PHONE, "zoomed to 400 %": NARROW })) {
  check(`nothing needs scrolling in two directions: ${name}`, settings, async (chat, { page }) => {
    await chat.open();
    const turn = await chat.say("hello", { reply: "A rather long reply with a-very-long-compound-word-in-it.", options: OPTIONS });
    await turn.getByRole("button", { name: "Not helpful" }).click();
    await page.getByRole("radio").first().waitFor();
    const wider = await chat.run(() =>
      [...window.chat.shadowRoot.querySelectorAll("[part~=panel], [part~=log], [part~=foot], [part~=feedback]")]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.part.value),
    );
    assert.deepEqual(wider, []);
    const box = await chat.box.boundingBox();
    assert.ok(box.y + box.height <= settings.viewport.height, "the message box is in sight");
    assert.ok((await chat.log.boundingBox()).height > 60, "and so is the talk");
  });
}

check("a wide table scrolls in its own frame, also by keys", PHONE, async (chat, { page }) => {
  await chat.open();
  await chat.say("overdue", { reply: "Two.", rows: INVOICES });
  const frame = page.getByRole("region", { name: "2 rows" });
  assert.ok(await frame.evaluate((one) => one.scrollWidth > one.clientWidth));
  await frame.focus();
  await page.keyboard.press("ArrowRight");
  await eventually(() => frame.evaluate((one) => one.scrollLeft > 0), true);
});

for (const [query, side] of [
  ["", "right"],
  ["?placement=bottom-start", "left"],
  ["?dir=rtl", "left"],
  ["?dir=rtl&placement=bottom-start", "right"],
]) {
  check(`the launcher and the panel stand at the ${side} of the page: ${query}`, { query }, async (chat) => {
    await chat.open();
    for (const part of [chat.launcher, chat.panel]) {
      const { x, width } = await part.boundingBox();
      assert.equal(side === "left" ? x : 1000 - x - width, 20);
    }
  });
}

check("from right to left the own messages stand at the left", { query: "?dir=rtl" }, async (chat, { page }) => {
  await chat.open();
  await talk(chat);
  const [message, reply] = [await chat.part("message").first().boundingBox(), await chat.part("reply").first().boundingBox()];
  assert.ok(message.x < reply.x);
  await assertAccessible(page);
});

check("what is pressed is large enough to be met", {}, async (chat, { page }) => {
  await chat.open();
  const turn = await talk(chat);
  await turn.getByRole("button", { name: "Not helpful" }).click();
  await page.getByRole("radio").first().waitFor();
  const small = await chat.run(
    ([all, main]) =>
      [...window.chat.shadowRoot.querySelectorAll("button, label, summary")]
        .map((one) => ({ part: one.part.value, ...one.getBoundingClientRect().toJSON() }))
        .filter(({ part }) => part !== "comment-label")
        .filter(({ part, width, height }) => width > 0 && Math.min(width, height) < (["launcher", "send"].includes(part) ? main : all)),
    [TARGET, MAIN_TARGET],
  );
  assert.deepEqual(small, []);
});

check("every focus can be seen", {}, async (chat, { page }) => {
  await chat.open();
  const turn = await talk(chat);
  await turn.getByRole("button", { name: "Not helpful" }).press("Space");
  await page.getByRole("radio").first().waitFor();
  await chat.launcher.focus();
  const unseen = [];
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press("Tab");
    const seen = await chat.run(() => {
      const element = window.chat.shadowRoot.activeElement;
      if (!element) return "outside";
      const outlined = [element, element.parentElement, element.nextElementSibling].filter(Boolean);
      const marked = outlined.some((one) => getComputedStyle(one).outlineStyle !== "none" && one.matches(":focus-visible, :focus-within, :focus-visible + *"));
      return marked ? "marked" : element.part.value || element.tagName;
    });
    if (!["marked", "outside"].includes(seen)) unseen.push(seen);
  }
  assert.deepEqual(unseen, []);
});

for (const [reducedMotion, moves] of [["reduce", false], ["no-preference", true]]) {
  check(`motion: ${reducedMotion}`, { reducedMotion }, async (chat) => {
    await chat.open();
    await chat.type("slow", { silent: true });
    await chat.part("typing").waitFor();
    assert.equal((await chat.run(() => window.chat.shadowRoot.getAnimations().length)) > 0, moves);
  });
}

check("the look of the page does not leak in", {}, async (chat) => {
  await chat.open();
  const turn = await chat.say("hello", { reply: "Plain words." });
  const style = await turn.locator("[part=reply-text]").evaluate((text) => {
    const { textTransform, letterSpacing, fontSize } = getComputedStyle(text);
    return { textTransform, letterSpacing, fontSize };
  });
  assert.deepEqual(style, { textTransform: "none", letterSpacing: "normal", fontSize: "15px" });
});

check("custom properties and parts style the chat", {}, async (chat) => {
  await chat.run(() => document.documentElement.classList.add("branded"));
  await chat.open();
  const turn = await chat.say("hello");
  const of = (locator, property) => locator.evaluate((one, name) => getComputedStyle(one)[name], property);
  assert.equal(await of(turn.locator("[part~=message]"), "backgroundColor"), "rgb(0, 98, 57)");
  assert.equal(await of(chat.panel, "borderTopLeftRadius"), "4px");
  assert.equal(await of(chat.panel, "width"), "440px");
  assert.equal(await of(turn.locator("[part~=reply]"), "fontStyle"), "italic");
});

check("a hidden chat takes no room", {}, async (chat) => {
  await chat.run(() => (window.chat.hidden = true));
  assert.equal(await chat.launcher.isVisible(), false);
});

check("print leaves the page alone", {}, async (chat, { page }) => {
  await chat.open();
  await page.emulateMedia({ media: "print" });
  assert.equal(await chat.launcher.isVisible(), false);
  assert.equal(await chat.panel.isVisible(), false);
});
