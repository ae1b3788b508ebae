/** Shows what the device keeps of the conversation, in the words in which it is kept, and how delivery goes. */

import { chip } from "./cells.js";
import { element, redraw } from "./dom.js";

/** Records shown. */
const LATEST = 5;

const STATES = {
  idle: "Everything is delivered", waiting: "Waiting to be sent", sending: "Being sent", offline: "Waiting for the network",
  paused: "The server asked to wait", off: "Nothing is logged",
};

/** Draws the panel anew; without an assistant it says when there will be something. */
export async function drawLogged(node, assistant, locale) {
  if (!assistant) return redraw(node, element("p", { class: "hint" }, "Nothing yet. Open the chat and say something."));
  const turns = (await assistant.history()).slice(-LATEST).toReversed();
  const latest = await Promise.all(turns.map(async (turn) => ({ ...turn, message: await asRecorded(assistant, turn.id) })));
  const { state, pending, syncedAt } = assistant.status;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
  const delivered = syncedAt ? `, last delivery at ${time.format(syncedAt)}` : "";
  const line = `${STATES[state] ?? state}${pending > 0 ? `, ${pending} to go` : ""}${delivered}.`;
  const note = "Messages are redacted before they are kept or sent: personal data stands as a word in brackets.";
  redraw(node, element("p", {}, line), element("p", { class: "hint" }, note), ...(latest.length > 0 ? [tableOf(latest, time)] : []));
}

/** The message as its record has it: the turn itself shows the user's own words until the page is left. */
async function asRecorded(assistant, turnId) {
  try {
    const { stages } = await assistant.explain(turnId);
    return String(stages.find(({ name }) => name === "redact").details.message);
  } catch {
    return "\u2026";
  }
}

function tableOf(turns, time) {
  const heads = ["Time", "Message", "Route", "Intent"].map((label) => element("th", { scope: "col" }, label));
  const table = element("table", {}, element("caption", { class: "spoken" }, "Latest records"),
    element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...turns.map((turn) => row(turn, time))));
  return element("div", { class: "table-frame", role: "region", "aria-label": "Latest records", tabindex: "0" }, table);
}

function row(turn, time) {
  const cells = [time.format(turn.at), turn.message, chip(turn.route), turn.intent];
  return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
}
