// The element in conversation: sending, replies that change, suggestions, rows, thumbs, hand-off, delivery, and what a screen
// reader gets of it.

import assert from "node:assert/strict";
import { eventually, INVOICES, OPTIONS, useStage } from "./element/stage.mjs";

const check = useStage();

/** A check in a chat that is open already. */
function talk(name, act, settings = {}) {
  check(name, settings, async (chat, around) => {
    await chat.open();
    await act(chat, around);
  });
}

talk("Enter sends and empties the message box", async (chat) => {
  await chat.say("list my tasks");
  assert.deepEqual(await chat.calls(), [["send", "list my tasks"]]);
  assert.equal(await chat.box.inputValue(), "");
  assert.equal(await chat.focused(), "Message");
});

talk("Shift with Enter begins a line, and the box grows with the text", async (chat) => {
  const height = async () => (await chat.part("field").boundingBox()).height;
  const before = await height();
  await chat.box.fill("first");
  await chat.box.press("Shift+Enter");
  await chat.box.pressSequentially("second");
  assert.equal(await chat.box.inputValue(), "first\nsecond");
  assert.ok((await height()) > before);
  assert.deepEqual(await chat.calls(), []);
});

talk("Enter that ends a composition does not send", async (chat) => {
  await chat.box.fill("にほん");
  await chat.box.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await chat.box.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  assert.deepEqual(await chat.calls(), []);
});

talk("blank messages are not sent, and others without the space around them", async (chat, { page }) => {
  for (const blank of ["", "   ", "\n\n"]) await chat.type(blank);
  assert.equal(await page.getByRole("button", { name: "Send", exact: true }).getAttribute("aria-disabled"), "true");
  await chat.say("  hello \n");
  assert.deepEqual(await chat.calls(), [["send", "hello"]]);
});

talk("the send button sends", async (chat, { page }) => {
  await chat.box.fill("hello");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await eventually(() => chat.turns.count(), 1);
  assert.equal(await chat.focused(), "Message");
});

talk("the message stands there at once, with a sign that a reply is on its way, and typing goes on", async (chat) => {
  await chat.type("slow one", { silent: true });
  assert.equal(await chat.part("message").textContent(), "slow one");
  assert.equal(await chat.part("typing").isVisible(), true);
  assert.equal(await chat.part("status").getAttribute("data-condition"), "working");
  await chat.box.pressSequentially("next");
  assert.equal(await chat.box.inputValue(), "next");
});

talk("messages in quick succession keep their order", async (chat) => {
  await chat.type("one");
  await chat.type("two");
  await chat.type("three");
  await eventually(() => chat.part("reply-text").allTextContents(), ["You said: one", "You said: two", "You said: three"]);
  assert.deepEqual(await chat.part("message").allTextContents(), ["one", "two", "three"]);
});

talk("a message that fails is given back with a word about it", async (chat) => {
  await chat.type("hello", { fails: true });
  await eventually(() => chat.part("notice").textContent(), "That did not go through. Please try again.");
  assert.equal(await chat.box.inputValue(), "hello");
  assert.equal(await chat.part("turn").count(), 0);
  await chat.box.press("Enter");
  await eventually(() => chat.part("notice").count(), 0);
});

talk("a failed message does not overwrite what the user types meanwhile", async (chat) => {
  await chat.run(() => {
    window.fake.send = () => new Promise((_, reject) => (window.refuse = reject));
  });
  await chat.type("hello");
  await chat.box.fill("something new");
  await chat.run(() => window.refuse(new Error("no")));
  await eventually(() => chat.part("notice").count(), 1);
  assert.equal(await chat.box.inputValue(), "something new");
});

talk("a starter is sent as a message, and the welcome gives way", async (chat, { page }) => {
  assert.equal(await chat.part("welcome-title").textContent(), "Hello Maya, how can I help?");
  await page.getByRole("group", { name: "Things you can ask" }).getByRole("button", { name: "List my tasks" }).click();
  await eventually(() => chat.turns.count(), 1);
  assert.deepEqual(await chat.calls(), [["send", "List my tasks"]]);
  assert.equal(await chat.part("welcome").isVisible(), false);
});

talk("without starters the welcome is only a greeting", async (chat) => {
  assert.equal(await chat.part("starter").count(), 0);
  await chat.run(() => (window.chat.starters = ["Who can approve invoices?"]));
  assert.deepEqual(await chat.part("starter").allTextContents(), ["Who can approve invoices?"]);
}, { query: "?bare" });

talk("a turn is updated in place and announced once, when it is complete", async (chat) => {
  const turn = await chat.say("book it", { reply: "One moment…", working: true });
  await chat.run(() => (window.node = window.chat.shadowRoot.querySelector("article")));
  assert.equal(await turn.getAttribute("data-working"), "");
  assert.equal(await chat.said(), "");
  assert.equal(await turn.getByRole("group", { name: "Rate this reply" }).count(), 0);
  await chat.run((rows) => window.fake.changeLast({ reply: "Booked.", working: false, rows }), INVOICES);
  await eventually(() => turn.locator("[part=reply-text]").textContent(), "Booked.");
  assert.equal(await turn.getAttribute("data-working"), null);
  assert.equal(await chat.said(), "Assistant: Booked. A table with 2 rows.");
  await chat.run(() => window.fake.changeLast({ logged: "memory" }));
  assert.equal(await chat.run(() => window.chat.shadowRoot.querySelector("[part=announcer]").childElementCount), 1);
  assert.equal(await chat.run(() => window.node === window.chat.shadowRoot.querySelector("article")), true);
});

talk("a reply that takes long is announced as being worked on", async (chat, { page }) => {
  await page.clock.install();
  await chat.type("slow one", { silent: true });
  await page.clock.fastForward(1_600);
  await eventually(() => chat.said(), "The assistant is working on it.");
});

talk("there is one live channel, and it is not the log", async (chat) => {
  await chat.say("hello", { reply: "Good morning!", options: OPTIONS });
  assert.equal(await chat.log.getAttribute("aria-live"), "off");
  assert.equal(await chat.said(), "Assistant: Good morning! 2 suggestions.");
  const live = await chat.run(() =>
    [...window.chat.shadowRoot.querySelectorAll("[role=status], [role=alert], [aria-live]:not([aria-live=off])")].map((one) => one.part.value),
  );
  assert.deepEqual(live, ["announcer"]);
});

talk("the same reply twice is announced twice", async (chat) => {
  await chat.say("one", { reply: "Done." });
  await chat.say("two", { reply: "Done." });
  const said = await chat.run(() => window.chat.shadowRoot.querySelectorAll("[part=announcer] p").length);
  assert.equal(said, 2);
});

talk("turns that are there already are not touched by new ones", async (chat) => {
  for (const text of ["one", "two", "three"]) await chat.say(text, { reply: `Reply to ${text}`, rows: INVOICES });
  const changes = await chat.run(async () => {
    const seen = [];
    const first = window.chat.shadowRoot.querySelector("article");
    new MutationObserver((records) => seen.push(...records)).observe(first, { childList: true, characterData: true, subtree: true });
    for (let count = 0; count < 50; count += 1) window.fake.come({ reply: `News ${count}` });
    await new Promise(requestAnimationFrame);
    return seen.length;
  });
  assert.equal(changes, 0);
  assert.equal(await chat.turns.count(), 53);
});

talk("suggestions belong to the last turn, are chosen by index, and give the focus back", async (chat) => {
  await chat.say("approve or reject", { reply: "Which one?", options: OPTIONS });
  assert.deepEqual(await chat.suggestions.allTextContents(), ["Approve INV-12", "Reject INV-12"]);
  await chat.run((options) => window.fake.script({ reply: "Sure?", route: "confirm", options }), [{ label: "Yes", intent: "affirm" }]);
  await chat.suggestions.nth(1).click();
  await eventually(() => chat.suggestions.allTextContents(), ["Yes"]);
  assert.deepEqual((await chat.calls()).at(-1), ["choose", 1]);
  assert.equal(await chat.part("message").last().textContent(), "Reject INV-12");
  assert.equal(await chat.focused(), "Message");
});

talk("suggestions go while a message is on its way, and return when it fails", async (chat) => {
  await chat.say("approve or reject", { reply: "Which one?", options: OPTIONS });
  await chat.type("hello", { fails: true });
  await eventually(() => chat.part("notice").count(), 1);
  assert.equal(await chat.suggestions.count(), 2);
  await chat.type("hello", { silent: true });
  assert.equal(await chat.suggestions.count(), 0);
});

talk("rows are a table with typed cells in the user's locale", async (chat, { page }) => {
  const turn = await chat.say("overdue", { reply: "Two are overdue.", rows: INVOICES });
  assert.equal(await turn.getByRole("table", { name: "2 rows" }).count(), 1);
  assert.deepEqual(await turn.getByRole("columnheader").allTextContents(), ["Invoice", "Customer", "Due", "Amount"]);
  assert.deepEqual(await turn.getByRole("cell").allTextContents(), [
    ...["INV-12", "Northwind Traders", "3 Oct 2026", "£1,250.50"],
    ...["INV-31", "Lakeside Dairy", "19 Oct 2026", "£89,900.00"],
  ]);
  assert.equal(await page.getByRole("link", { name: "INV-12" }).getAttribute("target"), null);
});

for (const [locale, cells] of [
  ["de-DE", ["03.10.2026", "1.250,50\u00a0£"]],
  ["en-US", ["Oct 3, 2026", "£1,250.50"]],
  ["en-IN", ["3 Oct 2026", "£1,250.50"]],
  ["not a locale", ["3 Oct 2026", "£1,250.50"]],
]) {
  talk(`dates and money are written as in ${locale}`, async (chat) => {
    const turn = await chat.say("overdue", { reply: "One.", rows: [INVOICES[0].slice(2)] });
    assert.deepEqual(await turn.getByRole("cell").allTextContents(), cells);
  }, { query: `?locale=${encodeURIComponent(locale)}` });
}

talk("rows that do not fit together or hold odd values are shown all the same", async (chat) => {
  const turn = await chat.say("odd", {
    reply: "Here.",
    rows: [
      [{ label: "A", type: "date", value: "soon" }, { label: "B", type: "money", value: 5, currency: "??" }],
      [{ label: "C", type: "number", value: 12 }, { label: "A", type: "text", value: "" }],
    ],
  });
  assert.deepEqual(await turn.getByRole("columnheader").allTextContents(), ["A", "B", "C"]);
  assert.deepEqual(await turn.locator("td").allTextContents(), ["soon", "5 ??", "", "", "", "12"]);
});

talk("a thumb is pressed, changed and taken back", async (chat) => {
  const turn = await chat.say("hello");
  const up = turn.getByRole("button", { name: "Helpful", exact: true });
  const down = turn.getByRole("button", { name: "Not helpful" });
  const pressed = async () => [await up.getAttribute("aria-pressed"), await down.getAttribute("aria-pressed")];
  assert.deepEqual(await pressed(), ["false", "false"]);
  for (const [thumb, expected] of [[up, ["true", "false"]], [down, ["false", "true"]], [down, ["false", "false"]], [up, ["true", "false"]]]) {
    await thumb.click();
    await eventually(pressed, expected);
  }
  const ratings = (await chat.calls()).filter(([call]) => call === "feedback").map(([, , rating]) => rating);
  assert.deepEqual(ratings, ["up", "down", "none", "up"]);
});

talk("a reason and a comment may follow a thumb down", async (chat, { page }) => {
  const turn = await chat.say("hello");
  await turn.getByRole("button", { name: "Not helpful" }).click();
  await page.getByRole("radio", { name: "The answer is wrong" }).check();
  await page.getByRole("textbox", { name: "Comment (optional)" }).fill("  It is 12 days ");
  await page.getByRole("button", { name: "Submit" }).click();
  await eventually(() => chat.part("thanks").count(), 1);
  const [, , rating, details] = (await chat.calls()).at(-1);
  assert.deepEqual([rating, details], ["down", { reason: "wrong", comment: "It is 12 days" }]);
  assert.equal(await chat.said(), "Thank you. This helps the assistant to do better.");
  assert.equal(await chat.focused(), "Not helpful");
});

talk("an answer can be reported for review", async (chat, { page }) => {
  const turn = await chat.say("hello");
  await turn.getByRole("button", { name: "Not helpful" }).click();
  await page.getByRole("checkbox", { name: "Ask a person to review this answer" }).check();
  await page.getByRole("textbox", { name: "Comment (optional)" }).fill("Rude");
  await page.getByRole("button", { name: "Submit" }).click();
  await eventually(() => chat.part("reported-tag").textContent(), "Reported for review");
  assert.deepEqual((await chat.calls()).at(-1).toSpliced(1, 1), ["flag", "Rude"]);
});

talk("the form after a thumb down can be skipped, and goes when the mind changes", async (chat, { page }) => {
  const turn = await chat.say("hello");
  const down = turn.getByRole("button", { name: "Not helpful" });
  await down.click();
  await page.getByRole("button", { name: "Skip" }).click();
  assert.equal(await chat.part("feedback").count(), 0);
  assert.equal(await chat.focused(), "Not helpful");
  await turn.getByRole("button", { name: "Helpful", exact: true }).click();
  await down.click();
  await eventually(() => chat.part("feedback").count(), 1);
  await turn.getByRole("button", { name: "Helpful", exact: true }).click();
  await eventually(() => chat.part("feedback").count(), 0);
});

talk("Enter in a comment begins a line", async (chat, { page }) => {
  const turn = await chat.say("hello");
  await turn.getByRole("button", { name: "Not helpful" }).click();
  const comment = page.getByRole("textbox", { name: "Comment (optional)" });
  await comment.fill("one");
  await comment.press("Enter");
  assert.equal(await comment.inputValue(), "one\n");
});

talk("a rating that is not taken is told, and the thumb stays as it was", async (chat) => {
  const turn = await chat.say("hello");
  await chat.run(() => (window.fake.failFeedback = true));
  await turn.getByRole("button", { name: "Helpful", exact: true }).click();
  await eventually(() => chat.part("notice").textContent(), "Your rating was not taken. Please try again.");
  assert.equal(await turn.getByRole("button", { name: "Helpful", exact: true }).getAttribute("aria-pressed"), "false");
});

talk("what was hidden is named, kinds once each and unknown kinds too", async (chat) => {
  const turn = await chat.say("my card", { reply: "I hid it.", hidden: { CARD: 1, IBAN: 2, BANK_ACCOUNT: 1, NEW_KIND: 1 } });
  const tag = await turn.locator("[part~=hidden-tag]").textContent();
  assert.equal(tag, "Hidden for your safety: card number, bank account number and personal detail");
  await chat.say("hello");
  assert.equal(await chat.part("hidden-tag").count(), 1);
});

for (const [kind, title] of [
  [null, "Someone can take it from here"],
  ["ticket", "Support ticket"],
  ["specialist", "A specialist"],
  ["search", "More resources"],
]) {
  talk(`a hand-off is shown with its kind: ${kind}`, async (chat, { page }) => {
    const transcript = [{ user: "mail [EMAIL]", reply: "Which one?" }];
    await chat.say("person please", { reply: "Of course.", route: "escalate", handoff: { kind, transcript } });
    assert.equal(await chat.part("handoff-title").textContent(), title);
    await page.getByText("What is handed over").click();
    assert.deepEqual(await chat.part("handoff-transcript").locator("p").allTextContents(), ["You: mail [EMAIL]", "Assistant: Which one?"]);
  });
}

for (const [logged, words] of [
  ["writing", "Saving…"],
  ["stored", "Saved"],
  ["memory", "Kept in this page only"],
  ["off", "Not logged"],
]) {
  talk(`a turn says whether it is logged: ${logged}`, async (chat) => {
    const turn = await chat.say("hello", { reply: "Hi.", logged: "writing" });
    await chat.run((value) => window.fake.changeLast({ logged: value }), logged);
    await eventually(() => turn.getAttribute("data-logged"), logged);
    assert.equal(await turn.locator("[part=logged]").textContent(), words);
  });
}

for (const [status, words] of [
  [{ state: "idle" }, "All messages saved"],
  [{ state: "idle", pending: 2 }, "Saved on this device"],
  [{ state: "waiting", pending: 1 }, "1 message is about to be sent"],
  [{ state: "sending", pending: 3 }, "Sending 3 messages…"],
  [{ state: "waiting", pending: 1, retrying: true }, "No answer yet. 1 message waits and will be sent again"],
  [{ state: "sending", pending: 3, retrying: true }, "No answer yet. 3 messages wait and will be sent again"],
  [{ state: "idle", othersPending: 2 }, "2 messages of another user wait on this device"],
  [{ state: "offline", pending: 3 }, "Offline. 3 messages will be sent later"],
  [{ state: "offline", pending: 1 }, "Offline. 1 message will be sent later"],
  [{ state: "offline" }, "Offline. You can keep chatting"],
  [{ state: "paused", pending: 2 }, "Paused. 2 messages will be sent later"],
  [{ state: "paused" }, "Sending is paused. You can keep chatting"],
  [{ state: "offline", pending: 2, store: "memory" }, "Kept in this page only, so leave it open"],
  [{ state: "off", store: "idb" }, "Saved on this device"],
  [{ state: "off", store: "memory" }, "Kept in this page only, so leave it open"],
  [{ state: "off", store: "off" }, "This conversation is not logged"],
]) {
  talk(`delivery in words: ${JSON.stringify(status)}`, async (chat) => {
    await chat.say("hello");
    await chat.run((part) => window.fake.turnInto(part), status);
    await eventually(() => chat.sync.textContent(), words);
    assert.equal(await chat.sync.getAttribute("data-state"), status.state);
    assert.equal(await chat.sync.getAttribute("data-pending"), String(status.pending ?? 0));
  });
}

talk("before the first message only being offline is worth a word", async (chat) => {
  assert.equal(await chat.sync.textContent(), "");
  await chat.run(() => window.fake.turnInto({ state: "offline" }));
  assert.equal(await chat.sync.textContent(), "Offline. You can keep chatting");
  assert.equal(await chat.part("status").textContent(), "Offline, and still here to help");
});

talk("going offline and coming back are announced, attempts to send are not", async (chat) => {
  await chat.say("hello", { reply: "Hi." });
  const after = async (part) => {
    await chat.run((value) => window.fake.turnInto(value), part);
    return chat.said();
  };
  assert.equal(await after({ state: "sending", pending: 1 }), "Assistant: Hi.");
  assert.equal(await after({ state: "offline", pending: 1 }), "Offline. 1 message will be sent later");
  assert.equal(await after({ state: "offline", pending: 2 }), "Offline. 1 message will be sent later");
  assert.equal(await after({ state: "idle", pending: 0 }), "All messages saved");
});

talk("another conversation begins with a clean screen", async (chat) => {
  await chat.say("something private");
  await chat.run(() => window.fake.restart());
  await eventually(() => chat.turns.count(), 0);
  assert.equal(await chat.part("welcome").isVisible(), true);
  await chat.say("hello");
  assert.deepEqual(await chat.part("message").allTextContents(), ["hello"]);
});

talk("another user's own turns are shown and not announced, and what was on its way stays", async (chat) => {
  await chat.say("something private", { reply: "Noted." });
  await chat.run(() => {
    const other = new window.fake.constructor();
    other.come({ message: "my own", reply: "From yesterday." });
    Object.assign(window.fake, { turns: [other.turns.at(-1)], sessionId: crypto.randomUUID() });
    window.fake.turnInto({});
  });
  await eventually(() => chat.part("message").allTextContents(), ["my own"]);
  assert.equal(await chat.said(), "Assistant: Noted.");
  assert.equal(await chat.part("divider").count(), 1);
});

talk("a conversation that ended while nobody wrote gives way to the answer of the new one", async (chat) => {
  await chat.say("yesterday", { reply: "Old." });
  await chat.run(() => {
    const send = window.fake.send.bind(window.fake);
    window.fake.send = (text) => {
      Object.assign(window.fake, { turns: [], sessionId: crypto.randomUUID() });
      return send(text);
    };
  });
  await chat.type("today", { reply: "New." });
  await eventually(() => chat.part("reply-text").allTextContents(), ["New."]);
  assert.deepEqual(await chat.part("message").allTextContents(), ["today"]);
  assert.equal(await chat.said(), "Assistant: New.");
  assert.equal(await chat.part("divider").count(), 0);
});

talk("new options greet by their name, and write as in their locale", async (chat) => {
  await chat.run(() => (window.chat.options = { user: { name: "Ravi", roles: [], locale: "en-IN" } }));
  await eventually(() => chat.part("welcome-title").textContent(), "Hello Ravi, how can I help?");
  const turn = await chat.say("balance", { reply: "Here.", rows: [[{ label: "Sum", type: "number", value: 1234567 }]] });
  assert.equal(await turn.getByRole("cell").textContent(), "12,34,567");
  assert.equal(await chat.run(() => window.made), 1);
});

talk("new options of the same user leave the panel, the draft and the place in the log alone", async (chat) => {
  for (let count = 0; count < 8; count += 1) await chat.say(`message ${count}`);
  await chat.box.fill("half a sentence");
  await chat.log.evaluate((log) => (log.scrollTop = 0));
  await chat.run(() => window.setUp());
  assert.equal(await chat.log.evaluate((log) => log.scrollTop), 0);
  assert.equal(await chat.box.inputValue(), "half a sentence");
  assert.equal(await chat.focused(), "Message");
});

talk("a reply that nobody asked for here has no message", async (chat) => {
  await chat.run(() => window.fake.come({ reply: "Your leave was approved." }));
  assert.equal(await chat.part("message").isVisible(), false);
  assert.equal((await chat.turns.innerText()).startsWith("Assistant:"), true);
  assert.equal(await chat.said(), "Assistant: Your leave was approved.");
});

talk("the log follows the end, unless somebody reads further up", async (chat, { page }) => {
  for (let count = 0; count < 8; count += 1) await chat.say(`message ${count}`, { reply: "One line.\n".repeat(4) });
  const fromEnd = () => chat.log.evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
  assert.ok((await fromEnd()) <= 1);
  await chat.log.evaluate((log) => (log.scrollTop = 0));
  const latest = page.getByRole("button", { name: "Go to the latest reply" });
  await latest.waitFor();
  await chat.run(() => window.fake.come({ reply: "News." }));
  assert.equal(await chat.log.evaluate((log) => log.scrollTop), 0);
  await latest.click();
  assert.ok((await fromEnd()) <= 1);
  await eventually(() => latest.count(), 0);
  assert.equal(await chat.focused(), "Conversation");
});

talk("a reply that is longer than the log is shown from its beginning", async (chat) => {
  const turn = await chat.say("explain", { reply: "A long line of an answer.\n".repeat(80) });
  const [log, top] = [await chat.log.boundingBox(), await turn.boundingBox()];
  assert.ok(top.y >= log.y - 1 && top.y < log.y + 60, `${top.y} in ${log.y}`);
});

talk("the end stays in sight when the message box grows", async (chat) => {
  for (let count = 0; count < 8; count += 1) await chat.say(`message ${count}`);
  await chat.box.fill("a\nb\nc\nd");
  await eventually(() => chat.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight <= 1), true);
});
