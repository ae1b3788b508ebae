/**
 * The conversations of one user: the session that is going on, its turns, and the outbox that its records go to. Messages are
 * answered strictly one after another; everything else may happen in between.
 */

import { Answer, statusOf } from "./answer.js";
import type { EngineAction, EngineNoteEvent, EngineOutbox, EngineResult, EngineSession, EngineTurn, Notice } from "./bindings.js";
import { carryOut, withoutDetails } from "./carry-out.js";
import { running, unlessRunning } from "./claim.js";
import { ask, messageOf, newSession, type Engine, type Question } from "./engine.js";
import { Fault } from "./fault.js";
import { history, withTranscript } from "./history.js";
import { interrupted, UNKNOWN, type Interrupted } from "./interrupted.js";
import { Lessons } from "./lessons.js";
import { Line } from "./line.js";
import { problemOf } from "./notices.js";
import { RecordLog } from "./record-log.js";
import { moment } from "./surroundings.js";
import { TurnList } from "./turn-list.js";
import type { ActionRequest, Logged, SyncStatus, Turn } from "./types.js";

/** Says that a session is not to be taken up again. */
const NOTHING_KEPT = "";

/** A user's conversations in this page. */
export class Conversation {
  readonly turns = new TurnList();
  readonly log: RecordLog;
  readonly outbox: EngineOutbox;
  readonly #engine: Engine;
  readonly #line = new Line();
  readonly #lessons: Lessons;
  /** The interaction that a late outcome's turn belongs to, by the turn's id. */
  readonly #late = new Map<string, string>();
  #session: EngineSession;
  /** Id of the turn whose options the session holds; empty when they are not those on screen. */
  #offering = "";
  #active: number;
  /** Whether the user was here before. */
  #returning = false;
  #closed: Fault | undefined;

  constructor(engine: Engine, outbox: EngineOutbox) {
    this.#engine = engine;
    this.outbox = outbox;
    this.log = new RecordLog(outbox);
    this.#lessons = new Lessons(outbox);
    this.#active = engine.surroundings.now();
    this.#session = newSession(engine, this.#returning);
  }

  get session(): EngineSession {
    return this.#session;
  }

  get status(): SyncStatus {
    const { state, ...rest } = this.outbox.status();
    return { ...rest, state: state as SyncStatus["state"], othersPending: this.#engine.leaving.pending };
  }

  /** Takes up the session that the device kept, or begins one. */
  async begin(): Promise<void> {
    const kept = this.outbox.kept();
    const session = kept?.session ? this.#taken(kept.session) : undefined;
    this.#returning = kept !== undefined;
    if (!kept || !session) return this.#start([]);
    this.#session = session;
    this.#active = kept.at;
    if (this.#isIdle()) return this.#expire();
    session.setUser(this.#engine.assistant, this.#engine.settings.engineUser(this.#returning));
    this.#lessons.follow(session);
    await this.#rebuild();
    this.note({ kind: "session", event: "resumed" });
    this.#engine.announce("status", this.status);
  }

  /** Brings actions to an end that a reload cut off. */
  takeUp(): Promise<void> {
    return this.#line.run(async () => {
      for (const action of interrupted(this.turns.all)) await unlessRunning(action.id, () => this.#takeUp(action));
    });
  }

  /** Answers a message when those before it are through. */
  ask(question: Question): Promise<Turn> {
    return this.#line.run(() => this.#answer(question));
  }

  /** Picks an option, of the last turn unless told otherwise; its label is what the user says. */
  choose(index: number, of?: Turn): Promise<Turn> {
    return this.#line.run(() => {
      const turn = of ?? this.turns.last;
      const option = turn?.options[index];
      if (!turn || !option) throw new Fault("bad_argument", "the last turn has no such option");
      const choice = this.#offering === turn.id ? index : null;
      return this.#answer({ text: option.label, channel: "suggestion", speechConfidence: null, choice });
    });
  }

  /** Words the outcome of an action that was queued, as a turn of its own. */
  finish(actionId: string, result: EngineResult): Turn | null {
    this.#demandOpen();
    const finished = this.#worded(this.#session, actionId, result);
    if (finished.id === "") return null;
    this.#settle(actionId, finished);
    return this.#show(new Answer(finished), finished, "");
  }

  /** Records something that is no turn. */
  note(event: EngineNoteEvent): void {
    this.#demandOpen();
    this.#put([this.#noted(event)]);
  }

  /** The interaction that a turn belongs to. */
  interactionOf(turnId: string): string {
    return this.#late.get(turnId) ?? turnId;
  }

  /** Changes a turn on screen. */
  change(turnId: string, changes: Partial<Turn>): void {
    const changed = this.turns.change(turnId, changes);
    if (changed) this.#engine.announce("update", changed);
  }

  /** Erases what the device holds, and begins another session. */
  async forget(): Promise<void> {
    await this.outbox.forget();
    this.log.clear();
    this.#lessons.drop(this.#session);
    this.#returning = false;
    this.#start([]);
  }

  /** Forgets what the user taught, and nothing else. */
  forgetLessons(): void {
    this.#demandOpen();
    this.#lessons.drop(this.#session);
    this.#lessons.take(this.#session);
  }

  /** Tells the engine about a change of the user. */
  followUser(): void {
    this.#session.setUser(this.#engine.assistant, this.#engine.settings.engineUser(this.#returning));
    this.outbox.keep(this.#session.keep());
  }

  /** Follows a change of consent; `before` is whether records could be kept. */
  async followConsent(before: boolean): Promise<void> {
    const { mayLog, consent, consentVersion } = this.#engine.settings;
    await this.outbox.setConsent(mayLog);
    if (!mayLog) this.#unlog();
    if (mayLog && !before) this.#lessons.follow(this.#session);
    if (mayLog && !before && this.turns.all.length === 0) await this.begin();
    this.followUser();
    if (consent === "granted") this.note({ kind: "consent", granted: true, version: consentVersion });
    this.#engine.announce("status", this.status);
  }

  /** Says that the user logs out; the session is not taken up again. */
  logOut(): void {
    this.outbox.put([this.#noted({ kind: "session", event: "logged_out" })], NOTHING_KEPT);
  }

  /** Ends it in this page. Actions that are still running end without a trace. */
  close(reason: Fault): void {
    this.#closed ??= reason;
    this.turns.clear();
    this.log.clear();
  }

  /** How a record is logged that would be so with a store. */
  logged(stored: "writing" | "stored"): Logged {
    if (!this.#engine.settings.mayLog) return "off";
    return this.outbox.status().store === "memory" ? "memory" : stored;
  }

  /** Takes what the outbox tells. */
  noticed(notice: Notice): void {
    if (this.#closed) return;
    const problem = problemOf(notice);
    if (problem) this.#engine.announce("problem", problem);
    if (notice.kind === "logged") this.change(notice.id, { logged: this.logged("stored") });
    if (notice.kind === "memory") this.#mark("memory", (turn) => turn.logged === "writing");
    if (notice.kind === "status") this.#engine.announce("status", this.status);
  }

  #mark(logged: Logged, which: (turn: Turn) => boolean): void {
    for (const turn of this.turns.all.filter(which)) this.change(turn.id, { logged });
  }

  #unlog(): void {
    this.log.clear();
    this.#lessons.drop(this.#session);
    this.#mark("off", (turn) => turn.logged !== "off");
  }

  #taken(kept: string): EngineSession | undefined {
    try {
      return this.#engine.bindings.Session.resume(kept);
    } catch {
      const message = "the kept conversation cannot be read: a new one begins";
      this.#engine.announce("problem", { code: "session_malformed", message });
      return undefined;
    }
  }

  async #rebuild(): Promise<void> {
    const records = (await this.log.all()).filter((record) => record.sid === this.#session.id);
    this.turns.add(...withTranscript(history(records, this.logged("stored")), this.#session.transcript()));
  }

  /** Begins a session, after the last records of the one before. */
  #start(before: string[]): void {
    this.#session = newSession(this.#engine, this.#returning);
    this.#lessons.recall(this.#session);
    this.#active = this.#engine.surroundings.now();
    this.#offering = "";
    this.turns.clear();
    this.#late.clear();
    this.#put([...before, this.#noted({ kind: "session", event: "started" })]);
    this.#engine.announce("status", this.status);
  }

  #expire(): void {
    this.#returning = true;
    this.#start([this.#noted({ kind: "session", event: "expired" })]);
  }

  #isIdle(): boolean {
    return this.#engine.surroundings.now() - this.#active > this.#engine.settings.idleMs;
  }

  async #answer(question: Question): Promise<Turn> {
    this.#demandOpen();
    if (this.#isIdle()) this.#expire();
    const session = this.#session;
    const taken = ask(() => session.turn(this.#engine.assistant, messageOf(this.#engine, question)));
    const answer = new Answer(taken);
    const begun = this.#show(answer, taken, question.text);
    for (const action of taken.actions) await this.#carry(session, begun.id, answer, action);
    return this.turns.find(begun.id) ?? { ...begun, ...answer.progress() };
  }

  /** Paints a turn before its records go anywhere. */
  #show(answer: Answer, taken: EngineTurn, message: string): Turn {
    const turn = answer.begin({ message, at: this.#engine.surroundings.now(), logged: this.logged("writing") });
    this.turns.add(turn);
    this.#offering = turn.id;
    this.#engine.announce("turn", turn);
    this.#put(taken.records);
    if (taken.learnt) this.#lessons.take(this.#session);
    return turn;
  }

  async #carry(session: EngineSession, turnId: string, answer: Answer, action: EngineAction): Promise<void> {
    const result = await running(action.id, () => this.#handOver(action));
    const finished = this.#worded(session, action.id, result);
    answer.finish(action, finished);
    if (this.#closed || session !== this.#session) return;
    if (finished.options.length > 0) this.#offering = answer.progress().options === finished.options ? turnId : "";
    this.change(turnId, answer.progress());
    this.#put(finished.records);
  }

  async #takeUp({ id, request }: Interrupted): Promise<void> {
    if (this.#closed) return;
    const result = request ? await this.#handOver(request) : UNKNOWN;
    if (!this.#closed) this.finish(id, result);
  }

  #handOver(action: ActionRequest): Promise<EngineResult> {
    const { settings, announce } = this.#engine;
    return carryOut(settings.actions, action, (code, message) => announce("problem", { code, message }));
  }

  #worded(session: EngineSession, action: string, result: EngineResult): EngineTurn {
    const { assistant, surroundings, announce } = this.#engine;
    const now = moment(surroundings);
    try {
      return session.finish(assistant, action, { ...now, result });
    } catch {
      const message = "the result of an action does not have the form of an `ActionResult`";
      announce("problem", { code: "action_result", message });
      return session.finish(assistant, action, { ...now, result: withoutDetails(result) });
    }
  }

  /** Brings the action up to date in the turn that asked for it. */
  #settle(actionId: string, finished: EngineTurn): void {
    const turn = this.turns.all.find((turn) => turn.actions.some((action) => action.id === actionId));
    if (!turn) return;
    this.#late.set(finished.id, turn.id);
    const status = statusOf(finished);
    const actions = turn.actions.map((action) => (action.id === actionId ? { ...action, status } : action));
    this.change(turn.id, { actions });
  }

  #noted(event: EngineNoteEvent): string {
    const { assistant, surroundings } = this.#engine;
    return ask(() => this.#session.note(assistant, { ...moment(surroundings), ...event }));
  }

  #put(records: string[]): void {
    this.#active = this.#engine.surroundings.now();
    this.log.add(records);
    this.outbox.put(records, this.#session.keep());
  }

  #demandOpen(): void {
    if (this.#closed) throw this.#closed;
  }
}
