/** Shows that people can take over, or that they do: to whom, and which redacted words go along. */

import type { Exchange, Handoff } from "../types.js";
import { build, icon, type Child } from "./dom.js";
import { PEOPLE } from "./icons.js";
import { plainText } from "./safe.js";
import type { PanelWording } from "./texts.js";

/** A card for a hand-off; nothing without one. */
export function handoffCard(handoff: Handoff | null, wording: PanelWording): Child[] {
  if (!handoff) return [];
  const kind = handoff.kind ? (`handoff.${handoff.kind}` as const) : "handoff.offered";
  const words = build(
    "div",
    {},
    build("p", { part: "handoff-title" }, wording.say(kind)),
    build("p", { part: "handoff-text" }, wording.say(`${kind}.text`)),
    ...transcript(handoff.transcript, wording),
  );
  return [build("div", { part: "handoff", "data-kind": handoff.kind ?? "offered" }, build("span", { part: "handoff-mark" }, icon(PEOPLE)), words)];
}

function transcript(exchanges: readonly Exchange[], wording: PanelWording): Child[] {
  if (exchanges.length === 0) return [];
  const lines = exchanges.flatMap(({ user, reply }) => [
    line(wording.say("turn.you"), user),
    line(wording.say("turn.assistant"), reply),
  ]);
  const summary = build("summary", { part: "handoff-summary" }, wording.say("handoff.transcript"));
  return [build("details", { part: "handoff-transcript" }, summary, ...lines)];
}

function line(speaker: string, text: string): HTMLElement {
  return build("p", { dir: "auto" }, build("b", {}, speaker), ` ${plainText(text)}`);
}
