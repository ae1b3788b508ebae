/** How a turn came about, stage by stage, told from its records. */

import { lastFeedback, lastOutcomes, type InteractionRecord, type LogRecord } from "./record.js";
import type { Explanation, Stage } from "./types.js";

const PERCENT = 100;
const ASKS = ["first ask", "second ask", "third or later ask"];

/** The stages of a turn; nothing when the records do not hold it. */
export function explain(records: readonly LogRecord[], turnId: string): Explanation | undefined {
  const record = records.find((record) => record.kind === "interaction" && record.id === turnId);
  if (record?.kind !== "interaction") return undefined;
  const stages = [redact, understand, repeat, permission, route, respond].map((stage) => stage(record));
  return { turnId, stages: [...stages, kept(record, records)] };
}

function redact({ pii, message, message_length, token_count, language }: InteractionRecord): Stage {
  const hidden = Object.entries(pii).map(([type, count]) => `${count} ${type}`);
  return {
    name: "redact",
    result: hidden.length > 0 ? `${hidden.join(", ")} hidden` : "nothing hidden",
    details: { message, hidden: pii, length: message_length, words: token_count, language },
  };
}

function understand(record: InteractionRecord): Stage {
  const { intent, confidence, margin, candidates, slots, option_chosen, lesson = null, model_version } = record;
  const taught = lesson === null ? "" : `, ${Math.round(lesson * PERCENT)} % like what the user taught`;
  const details = { intent, confidence, margin, candidates, slots, lesson, optionChosen: option_chosen ?? null };
  return {
    name: "understand",
    result: `${intent}, ${Math.round(confidence * PERCENT)} % sure${taught}`,
    details: { ...details, modelVersion: model_version },
  };
}

function repeat({ repeat_level, repeat_of, similarity }: InteractionRecord): Stage {
  const result = ASKS[repeat_level - 1] ?? "third or later ask";
  return { name: "repeat", result, details: { level: repeat_level, repeatOf: repeat_of ?? null, similarity } };
}

function permission({ permission, access }: InteractionRecord): Stage {
  const words = { not_needed: "not needed", granted: `granted: ${permission}`, denied: `denied: ${permission}` };
  const result = access === null ? "not asked" : words[access];
  return { name: "permission", result, details: { permission: permission ?? null, access } };
}

function route(record: InteractionRecord): Stage {
  const { route, slot_asked, handoff, confidence, margin } = record;
  const actions = record.actions.map(({ name }) => name);
  return {
    name: "route",
    result: `${route ?? "fallback"}: ${reason(record)}`,
    details: { route, slotAsked: slot_asked ?? null, actions, handoff: handoff ?? null, confidence, margin },
  };
}

/** The rule behind a route, in words. */
function reason({ route, slot_asked, repeat_level, intent, actions, handoff }: InteractionRecord): string {
  if (slot_asked !== undefined) return `the value of ${slot_asked} is missing`;
  switch (route) {
    case "escalate":
      return repeat_level > 2 ? "asked for the third time or more" : "people are to help";
    case "deny":
      return "the permission is missing";
    case "confirm":
      return "waits for a yes";
    case "clarify":
      return repeat_level === 2 ? "asked again: which of the options is meant" : "not sure enough what is meant";
    case "execute":
      return actions.length > 0 ? `${actions.map(({ name }) => name).join(", ")} handed to the host` : "answered";
    case "smalltalk":
      return "part of a conversation, nothing to carry out";
    default:
      return intent === "oos" ? "outside of what the assistant knows" : `nothing to do${handoff ? ", handed over" : ""}`;
  }
}

function respond({ template_ids, reply, options }: InteractionRecord): Stage {
  const count = template_ids.length;
  return {
    name: "respond",
    result: `${count} ${count === 1 ? "template" : "templates"}, ${options.length} options`,
    details: { reply, templates: template_ids, options },
  };
}

function kept(record: InteractionRecord, records: readonly LogRecord[]): Stage {
  const { id, sid, seq, t, flags, latency, engine_version, sentiment } = record;
  const outcomes = lastOutcomes(records);
  const actions = record.actions.map(({ id, name, status }) => ({ name, status: outcomes.get(id)?.status ?? status }));
  const { rating, reported } = lastFeedback(records).get(id) ?? {};
  const flagged = flags.map(({ reason }) => reason).join(", ");
  return {
    name: "record",
    result: flagged ? `flagged: ${flagged}` : "no flags",
    details: {
      ...{ id, session: sid, seq, at: t, flags, sentiment, actions },
      ...{ rating: rating ?? "none", reported: reported ?? false },
      microseconds: latency?.total ?? null,
      engineVersion: engine_version,
    },
  };
}
