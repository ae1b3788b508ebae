// The whole line: a person opens the demo, chats, sees the ERP change, gives a thumbs down, goes offline, reloads, keeps
// chatting and comes back, and the redacted interactions stand in the database of the server and in its metrics.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { inOrder, openPage, until, withStage } from "./harness.mjs";

const CARD = "4111 1111 1111 1111";
const EMAIL = "asha.rao@example.com";
const COMMENT_EMAIL = "priya.nair@example.org";
/** What must be found nowhere, however it is written. */
const PERSONAL = [CARD, CARD.replaceAll(" ", ""), EMAIL, COMMENT_EMAIL];
const ENGINE = /\.(wasm|bundle)$/;

test("one line through browser and server", (t) => withStage((stage) => wholeLine(t, stage)));

async function wholeLine(t, stage) {
  const opened = await openPage(stage.browser);
  const demo = new Demo(stage, opened);
  /** Turns as the page showed them, in order. */
  const turns = [];
  const say = async (text, route) => {
    const turn = await demo.chat.say(text);
    assert.equal(turn.route, route, `${text} -> ${turn.reply}`);
    turns.push(turn);
    return turn;
  };
  const line = { stage, demo, turns, say, ...opened };
  await inOrder(t, STEPS, line);
}

const STEPS = [
  ["nothing of the engine is loaded before the chat is opened", loadsLate],
  ["a greeting is answered", isGreeted],
  ["what the role may not do is denied", isDenied],
  ["a thumb down is given with a reason and a comment", thumbsDown],
  ["another role may read, and sees rows", readsRows],
  ["a confirmed action changes the ERP", changesErp],
  ["a card number and an address are hidden", hidesPersonal],
  ["an answer of the server that is lost doubles nothing", losesAnswer],
  ["without a network the chat goes on, and an action waits", goesOffline],
  ["a reload without a network brings the conversation back", reloadsOffline],
  ["back online the action is carried out and everything is delivered", comesBack],
  ["the database holds the turns of the page", storesTurns],
  ["the flagged turns wait for people", queuesFlagged],
  ["the metrics count the turns", countsTurns],
  ["nothing personal is kept anywhere", keepsNothingPersonal],
  ["the console stayed clean", ({ faults }) => assert.deepEqual(faults, [])],
];

async function loadsLate({ demo, requests }) {
  await demo.visit();
  await demo.page.waitForLoadState("networkidle");
  assert.deepEqual(requests.filter((url) => ENGINE.test(new URL(url).pathname)), []);
  await demo.chat.open();
  await until("the engine is loaded", () => requests.some((url) => url.endsWith(".wasm")));
}

async function isGreeted({ demo, say }) {
  await demo.become("employee");
  const turn = await say("good morning", "smalltalk");
  assert.ok(turn.reply.length > 20, turn.reply);
}

async function isDenied({ demo, say }) {
  await say("approve invoice INV-1042", "deny");
  assert.match(await demo.row("Invoices", "INV-1042"), /waiting/i);
}

async function thumbsDown({ demo, turns, page }) {
  const turn = demo.chat.turn(turns.at(-1).id);
  await turn.getByRole("button", { name: "Not helpful" }).click();
  await turn.getByRole("radio", { name: "Did not do what I asked" }).check();
  await turn.getByRole("textbox").fill(`write to ${COMMENT_EMAIL} instead`);
  await turn.getByRole("button", { name: "Submit" }).click();
  await turn.getByText(/thank you/i).first().waitFor();
  const thumb = page.getByRole("button", { name: "Not helpful", pressed: true });
  assert.equal(await thumb.count(), 1);
  await demo.chat.delivered();
}

async function readsRows({ demo, say }) {
  await demo.become("accountant");
  const turn = await say("which invoices are overdue?", "execute");
  assert.ok(turn.rows > 0, turn.reply);
}

async function changesErp({ demo, say }) {
  await say("approve invoice INV-1042", "confirm");
  assert.match(await demo.row("Invoices", "INV-1042"), /waiting/i);
  await say("yes please", "execute");
  await demo.rowSays("Invoices", "INV-1042", /approved/i);
}

async function hidesPersonal({ demo, turns }) {
  const turn = await demo.chat.say(`thanks, my card is ${CARD} and I am ${EMAIL}`);
  turns.push(turn);
  await demo.chat.turn(turn.id).getByText(/Hidden for your safety/).waitFor();
}

async function losesAnswer({ demo, stage, say }) {
  await demo.chat.delivered();
  stage.proxy.fail("/v1/ingest", "lost");
  await say("how much annual leave do I have left?", "execute");
  await until("an answer was lost", () => stage.proxy.of("/v1/ingest").some(({ fault }) => fault === "lost"));
  await demo.chat.delivered();
}

async function goesOffline({ demo, say }) {
  await demo.canWorkOffline();
  await demo.setOnline(false);
  await say("approve invoice INV-1051", "confirm");
  await demo.chat.reaches("offline");
  const turn = await say("yes, go ahead", "execute");
  assert.match(turn.reply, /INV-1051|offline|network|connection|online/i);
  assert.match(await demo.row("Invoices", "INV-1051"), /waiting/i);
}

async function reloadsOffline({ demo, turns, say }) {
  await demo.page.reload();
  await until("the chat is there", async () => (await demo.chat.launcher.count()) + (await demo.chat.box.count()) > 0);
  if (await demo.chat.launcher.isVisible()) await demo.chat.open();
  await demo.chat.ready();
  await demo.chat.turn(turns.at(-1).id).waitFor();
  // The others are the employee's, whose conversation is another.
  const restored = (await demo.chat.all()).map(({ id }) => id);
  assert.deepEqual(restored, turns.slice(turns.findIndex(({ message }) => /overdue/.test(message))).map(({ id }) => id));
  await say("what are my open tasks?", "execute");
  await demo.chat.reaches("offline");
}

async function comesBack({ demo }) {
  await demo.setOnline(true);
  await demo.rowSays("Invoices", "INV-1051", /approved/i);
  await demo.chat.delivered();
}

async function storesTurns({ stage, turns }) {
  const rows = await stage.sql("SELECT id, route FROM chat_interactions ORDER BY id");
  const shown = turns.map(({ id, route }) => ({ id, route })).sort((one, other) => (one.id < other.id ? -1 : 1));
  assert.deepEqual(rows, shown);
  const doubled = await stage.sql("SELECT session_id, seq FROM chat_records GROUP BY session_id, seq HAVING count(*) > 1");
  assert.deepEqual(doubled, []);
}

async function queuesFlagged({ stage, turns }) {
  const denied = turns.find(({ route }) => route === "deny");
  const [feedback] = await stage.sql(`SELECT * FROM chat_feedback WHERE interaction_id = '${denied.id}'`);
  assert.equal(feedback.rating, "down");
  assert.match(JSON.stringify(feedback), /not_done/);
  const { items } = await (await fetch(`${stage.server.url}/api/annotations?limit=100`)).json();
  const item = items.find(({ interactionId }) => interactionId === denied.id);
  assert.deepEqual(["permission_denied", "thumbs_down"].filter((reason) => !item?.reasons.includes(reason)), []);
  assert.equal((await stage.sql("SELECT count(*) AS open FROM annotation_queue"))[0].open >= items.length, true);
}

async function countsTurns({ stage, turns }) {
  const metrics = await (await fetch(`${stage.server.url}/api/chat/metrics?period=hour`)).json();
  assert.equal(metrics.totalInteractions, turns.length);
  assert.equal(metrics.feedback.negative, 1);
  assert.ok(metrics.responseTimeMs.p95 > 0, JSON.stringify(metrics));
}

async function keepsNothingPersonal({ stage, demo }) {
  const files = [stage.database, `${stage.database}-wal`];
  const contents = await Promise.all(files.map((file) => readFile(file, "latin1").catch(() => "")));
  const places = { database: contents.join("\n"), browser: await demo.kept() };
  assert.ok(places.database.includes("[CARD]") && places.browser.includes("[CARD]"), "the redacted message is kept");
  for (const [place, text] of Object.entries(places)) {
    assert.deepEqual(PERSONAL.filter((value) => text.includes(value)), [], place);
  }
}
