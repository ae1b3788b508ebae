/** A hand-written stand-in for the bindings: it answers by a script, and its devices outlive an assistant as a browser's do. */

import type {
  Bindings,
  EngineAction,
  EngineAssistant,
  EngineMessage,
  EngineNote,
  EngineOutbox,
  EngineOutcome,
  EngineSession,
  EngineTurn,
  EngineUser,
  Notice,
  OutboxOptions,
  OutboxStatus,
} from "../src/bindings.js";
import type { Exchange } from "../src/types.js";

/** What the fake engine says to a message; what is left out is ordinary. */
export type Script = (message: EngineMessage, user: EngineUser) => Partial<EngineTurn> & { record?: object };

/** What a fake browser holds of a scope. */
interface Stored {
  records: string[];
  kept: { session: string; at: number } | undefined;
  lessons?: string;
}

/** A fake browser. */
export class Device {
  readonly scopes = new Map<string, Stored>();
  /** What happened, in order. */
  readonly journal: string[] = [];
  readonly opened: FakeOutbox[] = [];
  store: "idb" | "memory" = "idb";
  /** Whether nothing can be delivered. */
  isStuck = false;

  stored(scope: string): Stored {
    const stored = this.scopes.get(scope) ?? { records: [], kept: undefined };
    this.scopes.set(scope, stored);
    return stored;
  }

  /** All records of all scopes. */
  get records(): Record<string, unknown>[] {
    return [...this.scopes.values()].flatMap(({ records }) => records.map((text) => JSON.parse(text) as Record<string, unknown>));
  }

  /** The kinds of all records, with the event of those of sessions. */
  get kinds(): string[] {
    return this.records.map(({ kind, event }) => (event ? `${String(kind)}:${String(event)}` : String(kind)));
  }
}

interface Remembered {
  id: string;
  seq: number;
  transcript: Exchange[];
  awaited: { id: string; name: string; ref: string }[];
}

/** What a fake user taught. */
type Taught = string[];

class FakeSession implements EngineSession {
  #taught: Taught = [];

  constructor(
    readonly script: Script,
    readonly memory: Remembered,
    public user: EngineUser,
  ) {}

  get id(): string {
    return this.memory.id;
  }

  keep(): string {
    return JSON.stringify(this.memory);
  }

  setUser(_assistant: EngineAssistant, user: EngineUser): void {
    this.user = user;
  }

  /** "No, ..." teaches. */
  turn(assistant: EngineAssistant, message: EngineMessage): EngineTurn {
    const id = this.#next("turn");
    const learnt = message.text.startsWith("no, ");
    if (learnt) this.#taught.push(message.text);
    const { record, ...said } = { learnt, ...this.script(message, this.user) };
    const turn = { ...ordinary(id, `re: ${message.text}`), ...said };
    this.memory.transcript.push({ user: redacted(message.text), reply: turn.reply });
    this.memory.awaited.push(...turn.actions.map((action) => ({ id: action.id, name: action.name, ref: id })));
    const body = { kind: "interaction", model_version: assistant.version, ...logged(message, turn), ...record };
    return { ...turn, records: [this.#record(id, message, body)] };
  }

  finish(_: EngineAssistant, action: string, outcome: EngineOutcome): EngineTurn {
    const { result } = outcome;
    if (JSON.stringify(result).includes("REFUSED")) throw new Error("does not fit its type");
    const awaited = this.memory.awaited.find(({ id }) => id === action);
    if (!awaited) return ordinary("", "");
    if (result.status !== "queued") this.memory.awaited = this.memory.awaited.filter((other) => other !== awaited);
    const status = result.status === "needs_more" ? "failed" : result.status;
    const id = this.#next("outcome");
    const reply = `${awaited.name} ${result.status}`;
    const last = this.memory.transcript.at(-1);
    if (last) last.reply = `${last.reply} ${reply}`.trim();
    const rows = result.status === "done" ? (result.rows ?? []) : [];
    const body = { kind: "outcome", ref: awaited.ref, action, name: awaited.name, status };
    const records = [this.#record(id, outcome, body)];
    if (status !== "failed") return { ...ordinary(id, reply), rows, records };
    return { ...ordinary(id, reply), route: "fallback", options: [{ label: "Try again", intent: awaited.name }], records };
  }

  wouldRepeat(_: EngineAssistant, message: EngineMessage): { level: number; of: number | null; similarity: number } {
    const at = this.memory.transcript.findIndex(({ user }) => user === message.text);
    return at < 0 ? { level: 1, of: null, similarity: 0 } : { level: 2, of: at + 2, similarity: 1 };
  }

  note(_: EngineAssistant, note: EngineNote): string {
    const { clock, seed, ...event } = note;
    return this.#record(this.#next("note"), { clock }, event);
  }

  transcript(): Exchange[] {
    return this.memory.transcript;
  }

  lessons(): string {
    return JSON.stringify(this.#taught);
  }

  get lessonCount(): number {
    return this.#taught.length;
  }

  recall(lessons: string): void {
    this.#taught = JSON.parse(lessons) as Taught;
  }

  forgetLessons(): void {
    this.#taught = [];
  }

  #next(what: string): string {
    this.memory.seq += 1;
    return `${what}-${this.id}-${this.memory.seq}`;
  }

  #record(id: string, { clock }: Pick<EngineMessage, "clock">, body: object): string {
    return JSON.stringify({ id, v: 1, rv: 1, sid: this.id, seq: this.memory.seq, t: clock.unix_ms, ...body });
  }
}

/** An outbox that stores at once, or never. */
export class FakeOutbox implements EngineOutbox {
  pending = 0;
  state = "idle";

  constructor(
    readonly device: Device,
    readonly options: OutboxOptions,
    readonly listener: (notice: Notice) => void,
    public consent = options.consent,
    public open = true,
  ) {}

  put(records: string[], kept: string): void {
    if (!this.#takes) return;
    this.device.journal.push("put");
    this.#stored.records.push(...records);
    this.keep(kept);
    const ids = records.map((text) => (JSON.parse(text) as { id: string }).id);
    queueMicrotask(() => this.open && ids.forEach((id) => this.listener({ kind: "logged", id })));
  }

  keep(session: string): void {
    if (this.#takes) this.#stored.kept = { session, at: now.ms };
  }

  kept(): { session: string; at: number } | undefined {
    return this.consent ? this.#stored.kept : undefined;
  }

  keepLessons(lessons: string): void {
    if (this.#takes) this.#stored.lessons = lessons;
  }

  lessons(): string | undefined {
    return this.consent ? this.#stored.lessons : undefined;
  }

  log(): Promise<string[]> {
    return Promise.resolve(this.consent ? [...this.#stored.records] : []);
  }

  status(): OutboxStatus {
    return { state: this.state, retrying: false, store: this.consent ? this.device.store : "off", pending: this.pending, counters: {}, syncedAt: null };
  }

  flush(): Promise<void> {
    this.device.journal.push("flush");
    return Promise.resolve();
  }

  leave(): Promise<void> {
    this.device.journal.push("leave");
    if (!this.device.isStuck) this.pending = 0;
    return Promise.resolve();
  }

  online(): void {
    this.device.journal.push("online");
  }

  offline(): void {
    this.device.journal.push("offline");
  }

  hidden(): void {
    this.device.journal.push("hidden");
  }

  setConsent(granted: boolean): Promise<void> {
    if (!granted) this.device.scopes.delete(this.options.scope);
    this.consent = granted;
    return Promise.resolve();
  }

  logout(purge: boolean): Promise<void> {
    this.#stored.kept = undefined;
    if (purge) this.device.scopes.delete(this.options.scope);
    this.close();
    return Promise.resolve();
  }

  forget(): Promise<void> {
    this.device.scopes.delete(this.options.scope);
    return Promise.resolve();
  }

  close(): void {
    this.open = false;
  }

  get #takes(): boolean {
    return this.open && this.consent;
  }

  get #stored(): Stored {
    return this.device.stored(this.options.scope);
  }
}

/** The clock of every fake; tests move it. */
export const now = { ms: 1_800_000_000_000 };

/** Bindings whose engine follows a script. */
export function fakeBindings(device: Device, script: Script): Bindings {
  class Session extends FakeSession {
    constructor(_assistant: EngineAssistant, id: string, user: EngineUser) {
      super(script, { id, seq: 0, transcript: [], awaited: [] }, user);
    }

    static resume(kept: string): FakeSession {
      return new FakeSession(script, JSON.parse(kept) as Remembered, {} as EngineUser);
    }
  }
  const open = (options: OutboxOptions, listener: (notice: Notice) => void): Promise<EngineOutbox> => {
    const outbox = new FakeOutbox(device, options, listener);
    device.opened.push(outbox);
    return Promise.resolve(outbox);
  };
  return { Assistant: class { readonly version = "fake"; }, Session, Outbox: { open } };
}

/** An action of a script. */
export function action(id: string, name = id): EngineAction {
  return { id, name, args: { of: id }, permission: null };
}

/** What the fake's redactor makes of a text. */
function redacted(text: string): string {
  return text.replace(/\S+@\S+/g, "[EMAIL]");
}

function ordinary(id: string, reply: string): EngineTurn {
  return {
    ...{ id, reply, working: "", route: "execute", repeat_level: 1, intent: "chat", confidence: 0.9, intents: [] },
    ...{ options: [], slots: {}, slot_asked: null, actions: [], handoff: null, hidden: {}, rows: [], records: [] },
  };
}

function logged(message: EngineMessage, turn: EngineTurn): object {
  return {
    ...{ language: "en", engine_version: "0", message: redacted(message.text), message_length: message.text.length, token_count: 1 },
    ...{ pii: turn.hidden, reply: turn.reply || turn.working, template_ids: ["t"], route: turn.route, intent: turn.intent },
    ...{ confidence: turn.confidence, margin: 0.5, candidates: [], slots: [], repeat_level: turn.repeat_level, similarity: 0 },
    ...{ access: "not_needed", options: [], flags: [], sentiment: "neutral", latency: { stages: {}, total: 2_000 } },
    ...(turn.actions.length > 0 && { permission: `${turn.intent}:do` }),
    actions: turn.actions.map(({ id, name }) => ({ id, name, status: "requested" })),
  };
}
