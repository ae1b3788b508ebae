/** Records as the device holds them. The backend reads the same; they change only by optional fields. */

import type { HandoffKind, Rating, Route, SlotValue } from "./types.js";

/** What every record has. */
interface Envelope {
  id: string;
  /** Session. */
  sid: string;
  /** Position in the session, from 1. */
  seq: number;
  /** Unix milliseconds. */
  t: number;
}

/** What became of an action. */
export type ActionStatus = "requested" | "done" | "queued" | "failed";

/** A turn: what was understood, decided and said. */
export interface InteractionRecord extends Envelope {
  kind: "interaction";
  language: string;
  engine_version: string;
  model_version: string;
  message: string;
  message_length: number;
  token_count: number;
  /** Counts of what was redacted, by type. */
  pii: Record<string, number>;
  reply: string;
  template_ids: string[];
  route: Route | null;
  intent: string;
  confidence: number;
  margin: number;
  candidates: { intent: string; confidence: number }[];
  slots: { name: string; type: string; value: SlotValue }[];
  slot_asked?: string;
  repeat_level: number;
  /** `seq` of the repeated turn. */
  repeat_of?: number;
  similarity: number;
  /** Likeness to what the user taught, when it moved the ranking. */
  lesson?: number;
  permission?: string;
  access: "not_needed" | "granted" | "denied" | null;
  /** Intents of the options shown. */
  options: string[];
  option_chosen?: number;
  actions: { id: string; name: string; status: ActionStatus }[];
  handoff?: HandoffKind;
  flags: { reason: string; priority: number }[];
  sentiment: string;
  /** Microseconds. */
  latency?: { stages: Record<string, number>; total: number };
}

/** What the host reported of an action. */
export interface OutcomeRecord extends Envelope {
  kind: "outcome";
  /** Id of the interaction record. */
  ref: string;
  action: string;
  name: string;
  status: ActionStatus;
}

/** A thumb, or a report. */
export interface FeedbackRecord extends Envelope {
  kind: "feedback";
  /** Id of the interaction record. */
  ref: string;
  rating: Rating;
  reason?: string;
  comment?: string;
  reported?: boolean;
}

/** A record of another kind. */
interface OtherRecord extends Envelope {
  kind: "session" | "consent" | "drop";
}

/** A record. */
export type LogRecord = InteractionRecord | OutcomeRecord | FeedbackRecord | OtherRecord;

/** Reads the JSON texts of records; what cannot be read is left out. */
export function readRecords(texts: readonly string[]): LogRecord[] {
  return texts.flatMap(readRecord);
}

function readRecord(text: string): LogRecord[] {
  try {
    const record = JSON.parse(text) as LogRecord | null;
    return typeof record?.id === "string" ? [record] : [];
  } catch {
    return [];
  }
}

/** The turns among records, oldest first. */
export function interactions(records: readonly LogRecord[]): InteractionRecord[] {
  return records.filter((record) => record.kind === "interaction").sort(byAge);
}

/** The last feedback on each turn, by the turn's id. */
export function lastFeedback(records: readonly LogRecord[]): Map<string, FeedbackRecord> {
  const given = records.filter((record) => record.kind === "feedback").sort(byAge);
  return new Map(given.map((record) => [record.ref, record]));
}

/** What became of each action at last, by the action's id. */
export function lastOutcomes(records: readonly LogRecord[]): Map<string, OutcomeRecord> {
  const outcomes = records.filter((record) => record.kind === "outcome").sort(byAge);
  return new Map(outcomes.map((record) => [record.action, record]));
}

/** By session, which sorts by time, and by the place in it. */
function byAge(a: LogRecord, b: LogRecord): number {
  if (a.sid !== b.sid) return a.sid < b.sid ? -1 : 1;
  return a.seq - b.seq;
}
