// What goes wrong around a conversation in the real page: users change, a reload cuts an action off, the server is dead,
// consent is withdrawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Demo } from "./demo.mjs";
import { openPage, until, withStage } from "./harness.mjs";

/** How long a record waits for others, milliseconds; one that comes earlier did not wait. */
const FLUSH_MS = 5_000;

/** Runs an act on a page of its own with the chat open, and wants a clean console. */
function check(name, act, prepare = async () => {}) {
  test(name, () => withStage(async (stage) => {
    const opened = await openPage(stage.browser);
    const demo = new Demo(stage, opened);
    await demo.visit();
    await prepare(demo);
    await demo.chat.open();
    await act(demo);
    assert.deepEqual(opened.faults, []);
  }));
}

const stored = ({ stage }, words) =>
  stage.sql(`SELECT id FROM chat_interactions WHERE message LIKE '%${words}%'`).then((rows) => rows.length);

check("records of a user who leaves are delivered at once", async (demo) => {
  await demo.become("employee");
  const began = Date.now();
  await demo.chat.say("list my tasks");
  await demo.become("accountant");
  await until("the record has arrived", () => stored(demo, "list my tasks"));
  assert.ok(Date.now() - began < FLUSH_MS);
});

check("records that cannot be delivered wait for their user, and nobody says that all is saved", async (demo) => {
  await demo.become("employee");
  await demo.chat.say("good morning");
  await demo.chat.delivered();
  await demo.setOnline(false);
  await demo.chat.say("show my payslip");
  await demo.become("accountant");
  await demo.setOnline(true);
  await until("the widget tells of them", async () => /another user/.test(await demo.chat.sync.innerText()));
  assert.equal(await stored(demo, "payslip"), 0);
  await demo.become("employee");
  await until("they are delivered", () => stored(demo, "payslip"));
});

/** The host never answers, until the page is loaded again. */
async function handlersHang({ page }) {
  await page.evaluate(() => {
    const chat = document.querySelector("erp-chat");
    chat.options = { ...chat.options, actions: { "*": () => new Promise(() => {}) } };
  });
}

check("an action that a reload cut off is carried out once, and told", async ({ page, chat, row }) => {
  await chat.box.fill("create a task: water the plants");
  await chat.box.press("Enter");
  await until("the turn is durable", async () => (await chat.turns.last().getAttribute("data-logged")) === "stored");
  for (let load = 0; load < 2; load += 1) {
    await page.reload();
    await chat.ready();
    await until("the outcome is told", async () => /water the plants/.test((await chat.all()).at(-1).reply));
    const statuses = await page.evaluate(() => document.querySelector("erp-chat").assistant.turns.flatMap(({ actions }) => actions));
    assert.deepEqual(statuses.map(({ status }) => status), ["done"]);
  }
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  assert.equal(await page.getByRole("table", { name: "Tasks" }).getByRole("row").filter({ hasText: "water the plants" }).count(), 1);
}, handlersHang);

check("a server that does not answer is waited for, and the widget says so", async (demo) => {
  demo.stage.proxy.cut(true);
  await demo.chat.say("good morning");
  await until("the widget says so", async () => /No answer yet/.test(await demo.chat.sync.innerText()));
  demo.stage.proxy.cut(false);
  await demo.page.evaluate(() => document.querySelector("erp-chat").assistant.sync());
  await demo.chat.delivered();
});

check("switching logging off erases what every role has left", async (demo) => {
  for (const role of ["employee", "manager", "accountant"]) {
    await demo.become(role);
    await demo.chat.say(`good morning from the ${role}`);
  }
  assert.match(await demo.kept(), /from the employee/);
  // The second time the chat was not opened.
  await switchOff(demo);
  await demo.page.getByRole("switch", { name: /Log conversations/ }).click();
  await demo.chat.say("good morning from the manager");
  await until("it is logged again", async () => /from the/.test(await demo.kept()));
  await demo.page.evaluate(() => document.querySelector("erp-chat").hide());
  await demo.page.reload();
  await switchOff(demo);
});

async function switchOff(demo) {
  await demo.page.getByRole("switch", { name: /Log conversations/ }).click();
  await until("all is erased", async () => !/from the/.test(await demo.kept()));
}

for (const [message, kind] of [
  ["my card is 4111 1111 1111 1111", /card number/i],
  ["my password is Hunter2Zebra!", /password/i],
]) {
  check(`the assistant says kindly that it was hidden, and why: ${message.slice(0, 11)}`, async ({ chat }) => {
    const { id, reply } = await chat.say(message);
    assert.match(reply, kind);
    assert.match(reply, /hidden|masked|covered up|blanked out|took out|not be saved|not saved|does not show/i);
    await chat.turn(id).getByText(/Hidden for your safety/).waitFor();
  });
}

const WORDING = "fetch the grumbleflit of doom";
const lessons = ({ page }) => page.evaluate(() => document.querySelector("erp-chat").assistant.lessonCount);

check("what a user taught survives a reload, holds no words, and goes with the consent", async (demo) => {
  const { page, chat } = demo;
  await chat.say(WORDING);
  await chat.say("no, I meant my to-do list");
  await chat.say("thanks, sorted");
  await page.reload();
  await chat.ready();
  assert.equal(await lessons(demo), 1);
  const turn = await chat.say(WORDING);
  assert.equal(turn.route, "execute", turn.reply);
  const stages = await page.evaluate(async () => {
    const { assistant } = document.querySelector("erp-chat");
    return (await assistant.explain(assistant.turns.at(-1).id)).stages;
  });
  assert.match(stages.find(({ name }) => name === "understand").result, /list_tasks.*100 % like what the user taught/);
  await page.evaluate(() => document.querySelector("erp-chat").assistant.setConsent("withdrawn"));
  assert.deepEqual([await lessons(demo), (await demo.kept()).includes("learnt")], [0, false]);
});
