// A conversation of a thousand turns: the page stays light, and what was said can still be read.

import assert from "node:assert/strict";
import { eventually, useStage } from "./element/stage.mjs";

const TURNS = 1_000;
const ON_SCREEN = 60;
const MOST_ON_SCREEN = 200;

const check = useStage();

/** Turns that come one after another, as replies to messages do. */
async function talk(chat, count = TURNS) {
  await chat.run((count) => {
    for (let turn = 1; turn <= count; turn += 1) window.fake.come({ message: `message ${turn}`, reply: `reply ${turn}` });
  }, count);
}

const replies = (chat) => chat.part("reply-text").allTextContents();
const nodes = (chat) => chat.run(() => window.chat.shadowRoot.querySelectorAll("*").length);

check("a thousand turns leave the last ones on screen, whatever came before", {}, async (chat) => {
  await chat.open();
  await talk(chat, ON_SCREEN);
  const before = await nodes(chat);
  await talk(chat);
  assert.deepEqual([await chat.turns.count(), (await replies(chat)).at(-1)], [ON_SCREEN, `reply ${TURNS}`]);
  assert.equal(await nodes(chat), before);
});

check("earlier turns come back by a button, in order, and what is read stays in place", {}, async (chat) => {
  await chat.open();
  assert.equal(await chat.part("earlier").isVisible(), false);
  await talk(chat, ON_SCREEN + 2);
  await chat.log.evaluate((log) => log.scrollTo(0, 0));
  const first = chat.turns.filter({ hasText: "reply 3" }).first();
  const top = (await first.boundingBox()).y;
  await chat.part("earlier").click();
  assert.deepEqual((await replies(chat)).slice(0, 3), ["reply 1", "reply 2", "reply 3"]);
  assert.equal(await chat.part("earlier").isVisible(), false);
  assert.equal(await chat.focused(), "Conversation");
  // The button itself is gone.
  assert.ok(Math.abs((await first.boundingBox()).y - top) < 60);
});

check("somebody who reads earlier turns is not disturbed, and memory stays bounded", {}, async (chat) => {
  await chat.open();
  await talk(chat, ON_SCREEN);
  await chat.log.evaluate((log) => log.scrollTo(0, 0));
  await talk(chat, 20);
  assert.deepEqual([await chat.turns.count(), (await replies(chat))[0]], [ON_SCREEN + 20, "reply 1"]);
  await talk(chat);
  assert.ok((await chat.turns.count()) <= MOST_ON_SCREEN);
});

check("a turn that is off the screen is brought up to date there, and not shown again at the end", {}, async (chat) => {
  await chat.open();
  await talk(chat, ON_SCREEN + 1);
  await chat.run(() => window.fake.change(window.fake.turns[0].id, { reply: "changed" }));
  assert.equal((await replies(chat)).at(-1), `reply ${ON_SCREEN + 1}`);
  await chat.part("earlier").click();
  await eventually(async () => (await replies(chat))[0], "changed");
});

check("after a reload the last turns are there, and the others by the button", {}, async (chat, { page }) => {
  await chat.open();
  await talk(chat, ON_SCREEN + 5);
  await page.reload();
  await eventually(() => chat.turns.count(), ON_SCREEN);
  await chat.part("earlier").click();
  await eventually(() => chat.turns.count(), ON_SCREEN + 5);
});
