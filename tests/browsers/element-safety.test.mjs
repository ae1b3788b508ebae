// What comes from users, hosts and models stays text, and leads only where a chat may lead. The page of every test forbids inline
// styles and scripts, and has Trusted Types without any policy, so markup that got through would also be an error there.

import assert from "node:assert/strict";
import { eventually, useStage } from "./element/stage.mjs";

const check = useStage();

const PAYLOADS = [
  "<img src=x onerror=\"window.hurt=1\">",
  "<script>window.hurt=1</script>",
  "\"><svg onload=window.hurt=1>",
  "<a href=\"javascript:window.hurt=1\">x</a>",
  "<style>*{display:none}</style>",
  "{{constructor.constructor('window.hurt=1')()}}",
  "&lt;b&gt;bold&lt;/b&gt;",
  "</textarea></template><iframe srcdoc=\"<script>parent.hurt=1</script>\">",
];

for (const payload of PAYLOADS) {
  check(`stays text everywhere: ${payload}`, {}, async (chat) => {
    await chat.run((text) => {
      window.chat.heading = text;
      window.chat.starters = [text];
    }, payload);
    await chat.open();
    assert.equal(await chat.part("starter").textContent(), payload);
    assert.equal(await chat.part("title").textContent(), payload);
    const cell = (type, more) => ({ label: payload, type, value: payload, ...more });
    const turn = await chat.say(payload, {
      reply: payload,
      options: [{ label: payload, intent: payload }],
      rows: [[cell("text")], [cell("date")], [cell("link", { href: payload })], [{ ...cell("money"), value: 1, currency: payload }]],
      handoff: { kind: "ticket", transcript: [{ user: payload, reply: payload }] },
      hidden: { [payload]: 1 },
    });
    assert.equal(await turn.locator("[part~=message]").textContent(), payload);
    assert.equal(await turn.locator("[part~=reply-text]").textContent(), payload);
    assert.equal(await chat.suggestions.textContent(), payload);
    assert.equal(await turn.getByRole("columnheader").textContent(), payload);
    assert.equal(await chat.run(() => window.hurt), undefined);
    assert.equal(await foreign(chat), 0);
  });
}

/** Elements that the chat never makes. */
function foreign(chat) {
  return chat.run(() => window.chat.shadowRoot.querySelectorAll("img, script, style, iframe, object, embed, link, [style], [onerror], [onload]").length);
}

const ADDRESSES = [
  ["/invoices/7", "own"],
  ["invoices/7?tab=lines#2", "own"],
  ["https://help.example.com/a", "elsewhere"],
  ["mailto:help@example.com", "own"],
  ["javascript:alert(1)", "text"],
  ["JaVaScRiPt:alert(1)", "text"],
  [" javascript:alert(1)", "text"],
  ["java\nscript:alert(1)", "text"],
  ["data:text/html,<script>alert(1)</script>", "text"],
  ["vbscript:x", "text"],
  ["blob:https://example.com/0190", "text"],
  ["file:///etc/passwd", "text"],
  ["http://example.com/", "text"],
  ["//example.com/", "text"],
  ["https://user:secret@example.com/", "text"],
  ["https://", "text"],
  ["tel:+4912345", "text"],
];

for (const [href, expected] of ADDRESSES) {
  check(`a link to ${JSON.stringify(href)} is ${expected}`, {}, async (chat) => {
    await chat.open();
    const turn = await chat.say("link", { reply: "Here.", rows: [[{ label: "Link", type: "link", value: "Open", href }]] });
    const kind = await turn.getByRole("cell").evaluate((cell) => {
      const link = cell.querySelector("a");
      if (!link) return "text";
      return link.target === "_blank" && link.rel === "noopener noreferrer" ? "elsewhere" : "own";
    });
    assert.equal(kind, expected);
    assert.equal(await turn.getByRole("cell").textContent(), "Open");
  });
}

check("controls that reorder text are not shown", {}, async (chat) => {
  await chat.open();
  const turn = await chat.say("pay \u202eEVIL\u202c", { reply: "Invoice \u2066fdp.exe\u2069", rows: [[{ label: "File\u202e", type: "text", value: "a\u202eb" }]] });
  assert.equal(await turn.locator("[part~=message]").textContent(), "pay EVIL");
  assert.equal(await turn.locator("[part~=reply-text]").textContent(), "Invoice fdp.exe");
  assert.equal(await turn.getByRole("cell").textContent(), "ab");
  assert.equal(await chat.said().then((said) => said.includes("\u2066")), false);
});

check("names that every object has are no texts", {}, async (chat) => {
  await chat.open();
  const hidden = { toString: 1, constructor: 1, hasOwnProperty: 1 };
  const turn = await chat.say("odd", { reply: "Hm.", hidden });
  assert.equal(await turn.locator("[part~=hidden-tag]").textContent(), "Hidden for your safety: personal detail");
});

for (const [name, text] of [
  ["one long word", "x".repeat(5_000)],
  ["a long text", "word ".repeat(4_000)],
  ["many lines", "line\n".repeat(500)],
  ["stacked marks", `Z${"\u0335\u0321".repeat(500)}`],
  ["control characters", "a\u0000b\u0007c\u001bd"],
  ["another script", "مرحبا بالعالم ".repeat(50)],
]) {
  check(`does not break the panel: ${name}`, { viewport: { width: 320, height: 640 } }, async (chat) => {
    await chat.open();
    const turn = await chat.say("say it", { reply: text, options: [{ label: text.slice(0, 300), intent: "help" }] });
    assert.equal(await turn.locator("[part=reply-text]").textContent(), text);
    const wider = await chat.log.evaluate((log) => log.scrollWidth - log.clientWidth);
    assert.equal(wider, 0);
  });
}

check("nothing of a talk is put into the page or into its storage", {}, async (chat) => {
  await chat.open();
  await chat.say("my password is hunter2", { reply: "I hid it." });
  const leaked = await chat.run(() => {
    const kept = Object.entries({ ...localStorage, ...sessionStorage }).filter(([key]) => key !== "fake-turns");
    return [document.documentElement.outerHTML.includes("hunter2"), JSON.stringify(kept).includes("hunter2"), document.cookie];
  });
  assert.deepEqual(leaked, [false, false, ""]);
});

check("typing and talking make no request of their own", {}, async (chat, { page }) => {
  await chat.open();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await chat.say("hello", { reply: "Hi.", rows: [[{ label: "Link", type: "link", value: "x", href: "https://example.com/" }]] });
  await eventually(() => chat.turns.count(), 1);
  assert.deepEqual(requests, []);
});
