/** The private border to the engine: what the generated bindings take and give. Nothing of it is exported from the package. */

import type { Cell, Channel, Choice, Exchange, Handoff, Rating, Route, SlotValue } from "./types.js";

/** A reading of the user's clock. */
export interface Clock {
  unix_ms: number;
  /** Of the user's time zone from UTC. */
  offset_minutes: number;
}

/** When something happened, and random bits for ids and wording. */
export interface Moment {
  clock: Clock;
  /** An integer below 2^53. */
  seed: number;
}

/** Who is talking. */
export interface EngineUser {
  pseudonym: string | null;
  name: string | null;
  tenant: string;
  roles: string[];
  permissions: string[];
  locale: string;
  returning: boolean;
  consent: string | null;
}

/** Kind of device. */
export type Device = "desktop" | "tablet" | "phone";

/** What is on screen. */
export interface EnginePage {
  module: string | null;
  name: string | null;
  record_slot: string | null;
  record: string | null;
  app_version: string | null;
  device: Device | null;
}

/** A message with everything that the engine may not fetch for itself. */
export interface EngineMessage extends Moment {
  text: string;
  channel: Channel;
  speech_confidence: number | null;
  choice: number | null;
  page: EnginePage;
  online: boolean;
}

/** What became of one intent of a message. */
export interface IntentRoute {
  intent: string;
  route: Route;
  /** Name of the action handed to the host. */
  action: string | null;
}

/** Something for the host to carry out. */
export interface EngineAction {
  id: string;
  name: string;
  args: Record<string, SlotValue>;
  permission: string | null;
}

/** The answer to a message, or to an outcome. */
export interface EngineTurn {
  /** Empty when nobody waits for an outcome. */
  id: string;
  reply: string;
  /** What to say while actions run. */
  working: string;
  route: Route;
  repeat_level: number;
  intent: string;
  confidence: number;
  intents: IntentRoute[];
  options: Choice[];
  slots: Record<string, SlotValue>;
  slot_asked: string | null;
  actions: EngineAction[];
  handoff: Handoff | null;
  hidden: Record<string, number>;
  rows: Cell[][];
  /** The user taught something: the lessons are to be kept. */
  learnt?: boolean;
  /** JSON texts, as they are stored and sent. */
  records: string[];
}

/** What became of an action. */
export type EngineResult =
  | { status: "done"; facts?: Record<string, string>; rows?: Cell[][]; total?: number }
  | { status: "failed"; reason?: string; retryable?: boolean }
  | { status: "queued" }
  | { status: "needs_more"; question: string };

/** What the host reports of an action. */
export interface EngineOutcome extends Moment {
  result: EngineResult;
}

/** What happens to a session. */
export type SessionEvent = "started" | "resumed" | "logged_out" | "expired";

/** Something to record that is no turn. */
export type EngineNoteEvent =
  | { kind: "feedback"; ref: string; rating: Rating; reason?: string; comment?: string; reported: boolean }
  | { kind: "session"; event: SessionEvent }
  | { kind: "consent"; granted: boolean; version: string };

/** A note with its moment. */
export type EngineNote = Moment & EngineNoteEvent;

/** A loaded assistant. */
export interface EngineAssistant {
  readonly version: string;
}

/** One conversation, as the engine remembers it. */
export interface EngineSession {
  readonly id: string;
  /** As JSON, redacted. */
  keep(): string;
  setUser(assistant: EngineAssistant, user: EngineUser): void;
  turn(assistant: EngineAssistant, message: EngineMessage): EngineTurn;
  finish(assistant: EngineAssistant, action: string, outcome: EngineOutcome): EngineTurn;
  wouldRepeat(assistant: EngineAssistant, message: EngineMessage): { level: number; of: number | null; similarity: number };
  /** The JSON text of the record. */
  note(assistant: EngineAssistant, note: EngineNote): string;
  transcript(): Exchange[];
  /** What the user taught, as JSON without words; outlives the session. */
  lessons(): string;
  readonly lessonCount: number;
  /** Throws when it cannot be read. */
  recall(lessons: string): void;
  forgetLessons(): void;
}

/** What the outbox tells. */
export type Notice =
  | { kind: "logged"; id: string }
  | { kind: "memory" }
  | { kind: "status" }
  | { kind: "refused"; status: number }
  | { kind: "outdated" }
  | { kind: "quarantined"; id: string; code: string };

/** Where and for whom records are kept. */
export interface OutboxOptions {
  scope: string;
  endpoint?: string;
  token?: () => string | Promise<string>;
  consent: boolean;
}

/** Where delivery stands. */
export interface OutboxStatus {
  state: string;
  /** The last attempt failed. */
  retrying: boolean;
  store: "idb" | "memory" | "off";
  pending: number;
  counters: Record<string, number>;
  syncedAt: number | null;
}

/** Keeps records until the backend has them. */
export interface EngineOutbox {
  /** Never throws; `kept` becomes durable together with the records. */
  put(records: string[], kept: string): void;
  keep(kept: string): void;
  /** What the store held when it was opened. */
  kept(): { session: string; at: number } | undefined;
  /** Never throws. */
  keepLessons(lessons: string): void;
  /** What the store held when it was opened. */
  lessons(): string | undefined;
  /** What the device holds, oldest first. */
  log(): Promise<string[]>;
  status(): OutboxStatus;
  flush(): Promise<void>;
  /** Delivers once more, with the token at hand; asks for none from then on. */
  leave(): Promise<void>;
  online(): void;
  offline(): void;
  hidden(): void;
  setConsent(granted: boolean): Promise<void>;
  logout(purge: boolean): Promise<void>;
  forget(): Promise<void>;
  close(): void;
}

/** The classes that the glue exports. */
export interface Bindings {
  Assistant: new (bundle: Uint8Array, redaction?: string) => EngineAssistant;
  Session: { new (assistant: EngineAssistant, id: string, user: EngineUser): EngineSession; resume(kept: string): EngineSession };
  Outbox: { open(options: OutboxOptions, listener: (notice: Notice) => void): Promise<EngineOutbox> };
}
