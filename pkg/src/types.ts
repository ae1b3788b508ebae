/** The public types of the package. They hold no code, so importing them costs nothing. */

/** What the assistant did with a message. */
export type Route = "escalate" | "deny" | "confirm" | "clarify" | "execute" | "smalltalk" | "fallback";

/** How a message came in. */
export type Channel = "text" | "voice" | "suggestion";

/** What a user thinks of a reply; `none` takes a thumb back. */
export type Rating = "up" | "down" | "none";

/** To whom a conversation is handed. */
export type HandoffKind = "ticket" | "specialist" | "search";

/** Who is talking, as the host describes them. */
export interface User {
  /** Pseudonym for records: stable, and nothing that names a person. Records of different pseudonyms are kept apart. */
  id?: string;
  /** Name for greetings; never stored, recorded or sent. */
  name?: string;
  /** The customer of the ERP. */
  tenant?: string;
  /** Roles of the assistant's definition. */
  roles: string[];
  /** Permissions beside those of the roles. */
  permissions?: string[];
  /** BCP 47 tag; `en-GB` when absent. */
  locale?: string;
}

/** What is on screen while the user chats. */
export interface PageContext {
  /** ERP module. */
  module?: string;
  /** Page name. */
  page?: string;
  /** The record on screen: "approve this one" fills the slot of that name. */
  record?: { slot: string; value: string };
  /** Version of the host application. */
  appVersion?: string;
}

/** A normalised slot value. */
export type SlotValue =
  | string
  | { value: number; currency: string }
  | { value: number; unit: string | null }
  | { kind: "invoice" | "purchase_order" | "leave_request" | "ticket"; value: string };

/** A typed cell of a row. */
export type Cell =
  | { label: string; type: "text"; value: string }
  | { label: string; type: "number"; value: number }
  | { label: string; type: "money"; value: number; currency: string }
  | { label: string; type: "date"; value: string }
  | { label: string; type: "link"; value: string; href: string };

/** Something for the host to carry out. The permission was checked on the page; the ERP checks it again. */
export interface ActionRequest {
  /** Idempotency key: the same action never has another, and no other action has it. After a reload it may come again. */
  id: string;
  /** Intent name, or `undo`. */
  name: string;
  /** Exact values by slot name. They may be personal data: do not log them. */
  args: Record<string, SlotValue>;
  /** Permission that the host checks again; `null` when none is needed. */
  permission: string | null;
}

/** What became of an action. */
export type ActionResult =
  | {
      status: "done";
      /** Facts for the wording, by placeholder: `count`, `balance`, `status`, `date`, `total`, `number`. */
      facts?: Record<string, string>;
      /** Rows to show, of which ten are shown; absent when there is nothing to list, empty when the list is empty. */
      rows?: Cell[][];
      /** Number of rows there are, when more than given. */
      total?: number;
    }
  | {
      status: "failed";
      /** Why, for the user: a clause without a full stop. */
      reason?: string;
      /** `false` when trying again cannot help, such as for a rule of the business; then no new try is offered. */
      retryable?: boolean;
    }
  | { status: "queued" }
  | { status: "needs_more"; question: string };

/** Carries an action out. A thrown error counts as failed; its message is not shown. */
export type ActionHandler = (action: ActionRequest) => ActionResult | Promise<ActionResult>;

/** An option to pick. */
export interface Choice {
  label: string;
  intent: string;
}

/** One redacted exchange. */
export interface Exchange {
  user: string;
  reply: string;
}

/** A hand-off to people. */
export interface Handoff {
  /** To whom; `null` until chosen. */
  kind: HandoffKind | null;
  /** The conversation so far, redacted. */
  transcript: Exchange[];
}

/**
 * Whether a turn is logged: `writing` until its record is durable, then `stored` (on the device), `memory` (only in
 * this page: storage is missing), or `off` (there is no consent).
 */
export type Logged = "writing" | "stored" | "memory" | "off";

/** An action with what became of it so far. */
export interface CarriedAction extends ActionRequest {
  status: "requested" | "done" | "queued" | "failed";
}

/** The answer to a message. */
export interface Turn {
  /** Id of its interaction record. */
  id: string;
  /** Unix milliseconds. */
  at: number;
  /** What the user said. After a reload: redacted. */
  message: string;
  /** What the assistant says; while actions run, that it is working on it. */
  reply: string;
  route: Route;
  /** The intent that the route is about; `oos` when out of scope. */
  intent: string;
  /** Calibrated probability that the intent is right, 0 to 1. */
  confidence: number;
  /** 1 for a first ask, 2, or 3 for the third and later. */
  repeatLevel: 1 | 2 | 3;
  options: Choice[];
  /** Known slots of the intent. */
  slots: Record<string, SlotValue>;
  /** The slot asked for. */
  slotAsked: string | null;
  actions: CarriedAction[];
  /** Whether an action is still running. */
  working: boolean;
  rows: Cell[][];
  handoff: Handoff | null;
  /** Kinds of personal data that were hidden in the message, with their counts. */
  hidden: Record<string, number>;
  logged: Logged;
  rating: Rating;
  /** The user reported the answer. */
  reported: boolean;
}

/** `hour` is the last 60 minutes, `day` 24 hours, `week` 7 days, `month` 30 days. */
export type Period = "hour" | "day" | "week" | "month";

/** An intent with how often it came up. */
export interface IntentCount {
  intent: string;
  count: number;
  /** 0 to 1. */
  avgConfidence: number;
}

/** Figures of a period; rates are 0 to 1, times are milliseconds. `null` when there is nothing to measure. */
export interface Metrics {
  period: Period;
  totalInteractions: number;
  avgConfidence: number | null;
  fallbackRate: number | null;
  escalationRate: number | null;
  responseTimeMs: { p50: number | null; p95: number | null; p99: number | null };
  feedback: { positive: number; negative: number; responseRate: number | null };
  topIntents: IntentCount[];
}

/** Whether a message asks for what an earlier one asked. */
export interface Repetition {
  /** 1 when it does not, 2, or 3 for the third and later ask. */
  level: 1 | 2 | 3;
  /** Id of the earlier turn, when the device still holds it. */
  repeatOf: string | null;
  /** To the best earlier message, 0 to 1. */
  similarity: number;
}

/** One stage of a turn, for people who want to know why. */
export interface Stage {
  name: "redact" | "understand" | "repeat" | "permission" | "route" | "respond" | "record";
  /** What came out, in a few words. */
  result: string;
  /** The figures and names behind it. */
  details: Record<string, unknown>;
}

/** A turn, stage by stage. */
export interface Explanation {
  turnId: string;
  stages: Stage[];
}

/**
 * Whether the user agreed to logging. Nothing is stored or sent before `granted` or `not-needed`; `withdrawn` erases
 * what the device holds, of all users of the tenant.
 */
export type Consent = "pending" | "granted" | "not-needed" | "withdrawn";

/** What delivery is doing. */
export interface SyncStatus {
  /** `idle` when everything is delivered, `waiting` for its time, `sending`, `offline`, `paused` by the server, `off`. */
  state: "idle" | "waiting" | "sending" | "offline" | "paused" | "off";
  /** Whether the last attempt failed; it is made again by itself. */
  retrying: boolean;
  /** Where records are kept: IndexedDB, memory only, or nowhere. */
  store: "idb" | "memory" | "off";
  /** Records that are not delivered yet. */
  pending: number;
  /** Records of users who left this page that are not delivered; they wait on the device until those users are back. */
  othersPending: number;
  /** Counts since the page was opened, by name. */
  counters: Record<string, number>;
  /** When the server last took records, Unix milliseconds. */
  syncedAt: number | null;
}

/** A type of personal data or secret, as its placeholder names it: `[EMAIL]`. `CUSTOM` is what patterns find. */
export type PiiType =
  | "EMAIL" | "PHONE" | "ADDRESS" | "NAME"
  | "CARD" | "CVV" | "IBAN" | "BANK_ACCOUNT" | "ABA" | "UPI" | "CRYPTO"
  | "SSN" | "TAX_ID" | "AADHAAR" | "PAN" | "GSTIN" | "VOTER_ID" | "NINO" | "NHS" | "PASSPORT" | "DRIVER_LICENCE"
  | "PASSWORD" | "API_KEY" | "JWT" | "PRIVATE_KEY" | "URL_CRED"
  | "IP" | "MAC" | "DOB"
  | "CUSTOM";

/** The host's changes to what is hidden as personal data. */
export interface RedactionOptions {
  /** Types that are left alone. */
  off?: PiiType[];
  /** Values that are never hidden, such as the company's own number; `@example.com` lets all addresses there through. At most 20,000. */
  allow?: string[];
  /** Names that are hidden wherever they stand as whole words. At most 20,000. */
  names?: string[];
  /**
   * Regular expressions of what else is hidden, in the syntax of the `regex` crate and in ASCII: at most 64, of 512 bytes each.
   * They need a larger engine, which is loaded instead of the other.
   */
  patterns?: { pattern: string; type?: PiiType }[];
}

/** How to make an assistant. */
export interface AssistantOptions {
  /** What else is hidden as personal data, and what is not. */
  redaction?: RedactionOptions;
  user: User;
  /** What carries the actions out, by intent name; `*` takes those that have no handler of their own. */
  actions?: Record<string, ActionHandler>;
  context?: PageContext;
  /** Base URL of the backend, such as `https://chat.example.com`; without it nothing is sent. */
  endpoint?: string;
  /** Gives a token for the backend; asked again when the backend refuses the last one. Never stored. */
  token?: () => string | Promise<string>;
  /** Unless told otherwise `pending`: nothing is stored or sent. */
  consent?: Consent;
  /** Version of the consent text that was shown. */
  consentVersion?: string;
  /** The assistant's bundle, made by `erp-chat train`; the starter unless told otherwise. */
  model?: string | URL | Uint8Array;
  /** The wasm, for hosts that serve it from elsewhere. */
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module;
  /** A session that was idle for longer than this ends; 30 unless told otherwise. */
  idleMinutes?: number;
}

/** Events of an assistant, by name, with the type of their `detail`. */
export interface AssistantEventMap {
  /** A new turn: paint it. */
  turn: CustomEvent<Turn>;
  /** A turn changed: an action ended, its record became durable, a thumb was given. */
  update: CustomEvent<Turn>;
  /** Delivery changed. */
  status: CustomEvent<SyncStatus>;
  /** Something that the host may want to know; the chat goes on. */
  problem: CustomEvent<{ code: string; message: string }>;
}

/** An assistant in a page. Every method may be called offline; none rejects because of delivery. */
export interface Assistant extends EventTarget {
  /** Checksum of the model, as it stands in the records. */
  readonly modelVersion: string;
  /** UUID of the conversation; kept across a reload. */
  readonly sessionId: string;
  readonly status: SyncStatus;
  /** How many wordings the user taught the assistant, by a correction, an option picked, a yes or a no; at most 200. */
  readonly lessonCount: number;
  /** Turns of this conversation, oldest first; after a reload they are redacted and at most 200. */
  readonly turns: readonly Turn[];

  /** Answers a message; settles when all its actions have ended or are queued. */
  send(text: string, options?: { channel?: Channel; speechConfidence?: number }): Promise<Turn>;
  /** Picks an option of the last turn, from 0. */
  choose(index: number): Promise<Turn>;
  /** Reports an action that was queued; `null` when nobody waits for it. */
  finish(actionId: string, result: ActionResult): Promise<Turn | null>;
  /** Rates a reply; may be changed, also before the turn is delivered. The comment is redacted. */
  feedback(turnId: string, rating: Rating, options?: { reason?: string; comment?: string }): Promise<void>;
  /** Reports an answer as harmful or wrong. */
  flag(turnId: string, comment?: string): Promise<void>;
  /** Turns that the device holds, of this conversation and of earlier ones, oldest first. */
  history(): Promise<Turn[]>;
  /** Whether a text would count as asking again; takes no turn. */
  detectRepeat(text: string): Promise<Repetition>;
  /** Figures of what the device holds. */
  metrics(period: Period): Promise<Metrics>;
  topIntents(count: number): Promise<IntentCount[]>;
  /** Hands the conversation over, as if the user had asked for it. */
  handoff(kind?: HandoffKind): Promise<Handoff>;
  /** How a turn came about. Rejects with the code `unknown_turn` when the device no longer holds it. */
  explain(turnId: string): Promise<Explanation>;
  /** Erases what the device holds, lessons included, and starts a new conversation. */
  forget(): Promise<void>;
  /** Forgets what the user taught, and nothing else. */
  forgetLessons(): Promise<void>;
  setConsent(consent: Consent, version?: string): Promise<void>;
  /** Replaces the user: other roles take effect at the next message, another pseudonym begins another conversation. */
  setUser(user: User): Promise<void>;
  setContext(context: PageContext): void;
  /**
   * Ends the conversation. What is pending is delivered, if that works within a moment, and otherwise waits on the device for
   * the same user, unless `purge` erases it.
   */
  logout(options?: { purge?: boolean }): Promise<void>;
  /** Delivers now what is pending, if the server lets it; settles when the attempt is over. */
  sync(): Promise<SyncStatus>;
  /** Stops timers and listeners; the device keeps what it holds. */
  close(): void;

  addEventListener<K extends keyof AssistantEventMap>(
    type: K,
    listener: (event: AssistantEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}

/** Why a call was refused. The message never holds what a user typed. */
export interface AssistantFault extends Error {
  /** Stable, for programs: `wasm_blocked`, `wasm_missing`, `bundle_altered`, `unknown_turn`, `bad_argument`, ... */
  readonly code: string;
}
