/** Hands a conversation over in the user's words, so that it takes the way of every message. */

import type { Conversation } from "./conversation.js";
import type { Question } from "./engine.js";
import type { Choice, Handoff, HandoffKind } from "./types.js";

const REQUEST: Question = { text: "I would like to talk to a person", channel: "suggestion", speechConfidence: null, choice: null };

/** Asks for people, and picks the kind if one is given. */
export async function handOff(conversation: Conversation, kind: HandoffKind | undefined): Promise<Handoff> {
  const asked = await conversation.ask(REQUEST);
  const at = kind ? optionOf(kind, asked.options) : -1;
  const turn = at < 0 ? asked : await conversation.choose(at, asked);
  return turn.handoff ?? { kind: null, transcript: conversation.session.transcript() };
}

/** Where the option of a kind is: tickets have an intent of their own, and a specialist comes before a search. */
function optionOf(kind: HandoffKind, options: readonly Choice[]): number {
  const intents = options.map((option) => option.intent);
  if (kind === "ticket") return intents.indexOf("create_ticket");
  const [specialist = -1, search = -1] = intents.flatMap((intent, at) => (intent === "human_handoff" ? [at] : []));
  return kind === "specialist" ? specialist : search;
}
