/** Turns of before a reload, rebuilt from redacted records. */

import { levelOf } from "./answer.js";
import { interactions, lastFeedback, lastOutcomes, type InteractionRecord, type LogRecord } from "./record.js";
import type { CarriedAction, Exchange, Logged, SlotValue, Turn } from "./types.js";

/** The turns that records tell of, oldest first. */
export function history(records: readonly LogRecord[], logged: Logged): Turn[] {
  const feedback = lastFeedback(records);
  const outcomes = lastOutcomes(records);
  return interactions(records).map((record) => {
    const { rating = "none", reported = false } = feedback.get(record.id) ?? {};
    const actions = record.actions.map((action) => carried(record, action, outcomes.get(action.id)?.status));
    return { ...rebuilt(record), actions, rating, reported, logged };
  });
}

/**
 * Turns with the replies of a transcript. The record of a turn whose action ran holds only that it was being worked on;
 * the transcript has what came of it.
 */
export function withTranscript(turns: readonly Turn[], transcript: readonly Exchange[]): Turn[] {
  let end = transcript.length;
  const replied = [...turns].reverse().map((turn) => {
    const at = transcript.map((exchange) => exchange.user).slice(0, end).lastIndexOf(turn.message);
    const exchange = transcript[at];
    if (!exchange) return turn;
    end = at;
    return exchange.reply === "" ? turn : { ...turn, reply: exchange.reply };
  });
  return replied.reverse();
}

function rebuilt(record: InteractionRecord): Omit<Turn, "actions" | "rating" | "reported" | "logged"> {
  const { id, t: at, message, reply, intent, confidence } = record;
  return {
    ...{ id, at, message, reply, intent, confidence },
    route: record.route ?? "fallback",
    repeatLevel: levelOf(record.repeat_level),
    options: [],
    slots: Object.fromEntries(record.slots.map(({ name, value }) => [name, value])) as Record<string, SlotValue>,
    slotAsked: record.slot_asked ?? null,
    working: false,
    rows: [],
    handoff: record.handoff ? { kind: record.handoff, transcript: [] } : null,
    hidden: record.pii,
  };
}

/** An action as far as its record goes: arguments are not recorded, and the permission is that of the intent. */
function carried(
  { intent, permission }: InteractionRecord,
  { id, name, status: first }: InteractionRecord["actions"][number],
  status = first,
): CarriedAction {
  return { id, name, args: {}, permission: name === intent ? (permission ?? null) : null, status };
}
