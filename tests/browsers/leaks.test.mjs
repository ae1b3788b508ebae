// Something personal of every type goes into every input of the page, and then nothing of it may be found: not in what the browser
// stores, not in what goes over the wire, not in the console.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Demo } from "./demo.mjs";
import { openPage, until, withStage } from "./harness.mjs";
import { SECRETS } from "./secrets.mjs";

/** Stands in every record of the demo. */
const TENANT = "halden-rowe";

/** Ways for a text into the assistant. They run in the page, where `host` is what `takeActions` made. */
const INPUTS = {
  "a message": (text) => host.assistant.send(text),
  "a message that is only asked about": (text) => host.assistant.detectRepeat(text),
  "the answer to the question for a slot": async (text) => {
    await host.assistant.send("create a ticket");
    await host.assistant.send(text);
  },
  "an answer without a cue, to a question that has one": async () => {
    const { name, answer } = host.secret;
    // Colleagues are named all the time.
    if (name === "name") return;
    await host.become({ roles: ["hr"] }, `update the ${name} of Joe Kelly`);
    await host.assistant.send(answer);
  },
  "a slot of the first message": (text) => host.assistant.send(`create a task: ${text}`),
  "the comment on a thumb": (text) => host.rate({ comment: text }),
  "the reason of a thumb": (text) => host.rate({ reason: text }),
  "the comment on a report": async (text) => {
    const { id } = await host.assistant.send("good morning");
    await host.assistant.flag(id, text);
  },
  "the user's name": (text) => host.become({ name: text }, "good morning"),
  "a name that the page knows, in a message": (text) => host.become({ name: text }, text),
  "the page": (text) => host.show({ module: text, page: `/orders?search=${text}`, appVersion: text }, "good morning"),
  "the record on screen": (text) => host.show({ record: { slot: "invoice", value: text } }, "approve this one"),
  "the reason of a failed action": (text) => host.act(() => ({ status: "failed", reason: text })),
  "what an action asks for": (text) => host.act(() => ({ status: "needs_more", question: text })),
  "the facts of an action": (text) => host.act(() => ({ status: "done", facts: { count: text, status: text } })),
  "the rows of an action": (text) => host.act(() => ({ status: "done", rows: [[{ label: text, type: "text", value: text }]] })),
  "an error that a handler throws": (text) => host.act(() => {
    throw new Error(text);
  }),
  "a handler that rejects": (text) => host.act(() => Promise.reject(new Error(text))),
  "an outcome that comes late": async (text) => {
    const { actions } = await host.act(() => ({ status: "queued" }));
    await host.assistant.finish(actions[0].id, { status: "failed", reason: text });
  },
};

test("nothing personal leaks", (t) => withStage(async (stage) => {
  for (const [name, plant] of Object.entries(INPUTS)) {
    await t.test(name, () => check(stage, plant));
  }
}));

async function check(stage, plant) {
  const [opened, before] = [await openPage(stage.browser), stage.proxy.exchanges.length];
  const said = [];
  opened.context.on("console", (message) => said.push(message.text()));
  const demo = new Demo(stage, opened);
  await demo.visit();
  await opened.page.evaluate(takeActions);
  await demo.chat.open();
  for (const secret of SECRETS) {
    await opened.page.evaluate((secret) => host.begin(secret), secret);
    await opened.page.evaluate(plant, secret.said);
  }
  await demo.chat.delivered();
  await until("the others are delivered", () => opened.page.evaluate(() => host.assistant.status.othersPending === 0));
  const places = { browser: await demo.kept(), caches: await opened.page.evaluate(cached), wire: wire(stage, before), console: said.join("\n") };
  await opened.context.close();
  for (const place of ["browser", "wire"]) assert.ok(places[place].includes(TENANT), `the conversation is in the ${place}`);
  assert.deepEqual(leaks(places), []);
}

/** Runs in the page: the handlers are the test's, so that the demo's own tables hold nothing of it. */
function takeActions() {
  const chat = document.querySelector("erp-chat");
  let user = chat.options.user;
  window.host = {
    /** A conversation of its own for each secret, or the assistant would think that it is asked again. */
    begin(secret) {
      window.host.secret = secret;
      user = { ...user, id: `u-${secret.type}` };
      chat.assistant.setContext({});
      return chat.assistant.setUser(user);
    },
    answer: () => ({ status: "done" }),
    get assistant() {
      return chat.assistant;
    },
    async rate(details) {
      const { id } = await chat.assistant.send("good morning");
      await chat.assistant.feedback(id, "down", details);
    },
    async become(changes, message) {
      await chat.assistant.setUser({ ...user, ...changes });
      await chat.assistant.send(message);
    },
    async show(context, message) {
      chat.assistant.setContext(context);
      await chat.assistant.send(message);
    },
    async act(answer) {
      window.host.answer = answer;
      const turn = await chat.assistant.send("list my tasks");
      if (turn.actions.length !== 1) throw new Error("nothing was handed to the host");
      return turn;
    },
  };
  chat.options = { ...chat.options, actions: { "*": (action) => window.host.answer(action) } };
}

/** Runs in the page: the text of everything in its caches. */
async function cached() {
  const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
  const requests = await Promise.all(caches.map(async (cache) => (await cache.keys()).map((request) => [cache, request])));
  const texts = requests.flat().map(async ([cache, request]) => `${request.url}\n${await (await cache.match(request)).text()}`);
  return (await Promise.all(texts)).join("\n");
}

/** Everything that went over the wire since, as text. */
function wire({ proxy }, since) {
  return proxy.exchanges.slice(since).map(sent).join("\n");
}

function sent({ path, headers, body }) {
  const text = headers["content-encoding"] === "gzip" && body ? gunzipSync(body) : body;
  return `${decodeURIComponent(path)} ${JSON.stringify(headers)} ${text ?? ""}`;
}

/** What can be found where: as it was said, or without its spaces and dashes, in either case. */
function leaks(places) {
  const forms = ({ needle }) => [needle, needle.replaceAll(/[\s-]/g, "")].map((form) => form.toLowerCase());
  return Object.entries(places).flatMap(([place, contents]) => {
    const text = contents.toLowerCase();
    const here = SECRETS.filter((secret) => forms(secret).some((form) => text.includes(form))).map(({ type }) => type);
    return here.length > 0 ? [`${place}: ${here.join(" ")}`] : [];
  });
}
