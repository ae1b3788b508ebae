/** The assistant that the host holds: checks what comes in, and passes it on to the conversation of the user of the moment. */

import { levelOf } from "./answer.js";
import type { Announce, Details } from "./announce.js";
import type { EngineOutbox, Notice, OutboxOptions } from "./bindings.js";
import { readResult } from "./carry-out.js";
import { Conversation } from "./conversation.js";
import { ask, messageOf, type Engine, type Question } from "./engine.js";
import { eraseDatabases, noteDatabase } from "./databases.js";
import { explain } from "./explain.js";
import { Fault } from "./fault.js";
import { giveOpinion, type Opinion } from "./feedback.js";
import { handOff } from "./handoff.js";
import { history } from "./history.js";
import { Leaving } from "./leaving.js";
import { Line } from "./line.js";
import { listen } from "./listeners.js";
import { metrics, PERIODS } from "./metrics.js";
import type { Problem } from "./notices.js";
import { interactions } from "./record.js";
import { demand, type Settings } from "./settings.js";
import { topIntents } from "./top-intents.js";
import type {
  ActionResult,
  Assistant,
  Channel,
  Consent,
  Explanation,
  Handoff,
  HandoffKind,
  IntentCount,
  Metrics,
  PageContext,
  Period,
  Rating,
  Repetition,
  SyncStatus,
  Turn,
  User,
} from "./types.js";

const CHANNELS: readonly Channel[] = ["text", "voice", "suggestion"];
const HANDOFFS: readonly HandoffKind[] = ["ticket", "specialist", "search"];
const RATINGS: readonly Rating[] = ["up", "down", "none"];

/** An assistant at work. */
export class PageAssistant extends EventTarget implements Assistant {
  readonly #engine: Engine;
  /** Changes of user, consent and the like, one after another; what is asked meanwhile waits for them. */
  readonly #changes = new Line();
  readonly #silence: () => void;
  #conversation: Conversation;
  #ended: Fault | undefined;

  /** Opens the outbox and takes up the conversation, or begins one. */
  static async open(parts: Omit<Engine, "announce" | "leaving">): Promise<PageAssistant> {
    const early: Problem[] = [];
    let announce: Announce = (type, detail) => type === "problem" && early.push(detail as Problem);
    const engine: Engine = { ...parts, leaving: new Leaving(), announce: (type, detail) => announce(type, detail) };
    const { consent, tenantScope } = engine.settings;
    if (consent === "withdrawn") await eraseDatabases(tenantScope);
    const assistant = new PageAssistant(engine, await openConversation(engine));
    announce = (type, detail) => assistant.#dispatch(type, detail);
    // Nobody can listen before the assistant is there.
    setTimeout(() => {
      early.forEach((problem) => assistant.#dispatch("problem", problem));
      assistant.#takeUp();
    });
    return assistant;
  }

  private constructor(engine: Engine, conversation: Conversation) {
    super();
    this.#engine = engine;
    this.#conversation = conversation;
    this.#silence = listen(() => this.#conversation.outbox);
  }

  get modelVersion(): string {
    return this.#engine.assistant.version;
  }

  get sessionId(): string {
    return this.#conversation.session.id;
  }

  get lessonCount(): number {
    return this.#conversation.session.lessonCount;
  }

  get status(): SyncStatus {
    return this.#conversation.status;
  }

  get turns(): readonly Turn[] {
    return this.#conversation.turns.all;
  }

  async send(text: string, options: { channel?: Channel; speechConfidence?: number } = {}): Promise<Turn> {
    demand(typeof text === "string", "the message must be a string");
    const { channel = "text", speechConfidence = null } = options;
    demand(CHANNELS.includes(channel), `the channel must be one of ${CHANNELS.join(", ")}`);
    return (await this.#current()).ask({ text, channel, speechConfidence, choice: null });
  }

  async choose(index: number): Promise<Turn> {
    return (await this.#current()).choose(index);
  }

  async finish(actionId: string, result: ActionResult): Promise<Turn | null> {
    const conversation = await this.#current();
    const read = readResult(result, actionId, (code, message) => this.#dispatch("problem", { code, message }));
    return conversation.finish(actionId, read);
  }

  async feedback(turnId: string, rating: Rating, options: { reason?: string; comment?: string } = {}): Promise<void> {
    demand(RATINGS.includes(rating), `the rating must be one of ${RATINGS.join(", ")}`);
    const { reason, comment } = options;
    await giveOpinion(await this.#current(), turnId, ({ reported }) => ({ rating, reported, reason, comment }));
  }

  async flag(turnId: string, comment?: string): Promise<void> {
    const reported = (before: Opinion): Opinion => ({ ...before, reported: true, comment: comment ?? before.comment });
    await giveOpinion(await this.#current(), turnId, reported);
  }

  async history(): Promise<Turn[]> {
    const conversation = await this.#current();
    const held = history(await conversation.log.all(), conversation.logged("stored"));
    return held.map((turn) => conversation.turns.find(turn.id) ?? turn);
  }

  async detectRepeat(text: string): Promise<Repetition> {
    demand(typeof text === "string", "the message must be a string");
    const { session, log } = await this.#current();
    const question: Question = { text, channel: "text", speechConfidence: null, choice: null };
    const { level, of, similarity } = ask(() => session.wouldRepeat(this.#engine.assistant, messageOf(this.#engine, question)));
    const earlier = interactions(await log.all()).find((turn) => turn.sid === session.id && turn.seq === of);
    return { level: levelOf(level), repeatOf: earlier?.id ?? null, similarity };
  }

  async metrics(period: Period): Promise<Metrics> {
    demand(Object.hasOwn(PERIODS, period), `the period must be one of ${Object.keys(PERIODS).join(", ")}`);
    return metrics(await (await this.#current()).log.all(), period, this.#engine.surroundings.now());
  }

  async topIntents(count: number): Promise<IntentCount[]> {
    demand(Number.isInteger(count) && count >= 0, "the count must be a whole number");
    return topIntents(interactions(await (await this.#current()).log.all()), count);
  }

  async handoff(kind?: HandoffKind): Promise<Handoff> {
    demand(kind === undefined || HANDOFFS.includes(kind), `the kind of a hand-off must be one of ${HANDOFFS.join(", ")}`);
    return handOff(await this.#current(), kind);
  }

  async explain(turnId: string): Promise<Explanation> {
    const conversation = await this.#current();
    const explanation = explain(await conversation.log.all(), conversation.interactionOf(turnId));
    if (!explanation) throw new Fault("unknown_turn", "the device holds no such turn");
    return { ...explanation, turnId };
  }

  forget(): Promise<void> {
    return this.#change(async () => {
      this.#demandOpen();
      await this.#conversation.forget();
    });
  }

  forgetLessons(): Promise<void> {
    return this.#change(() => {
      this.#demandOpen();
      this.#conversation.forgetLessons();
      return Promise.resolve();
    });
  }

  setConsent(consent: Consent, version?: string): Promise<void> {
    return this.#change(async () => {
      const { settings } = this.#engine;
      const before = settings.mayLog;
      settings.setConsent(consent, version);
      if (settings.mayLog) noteDatabase(settings.scope);
      if (!this.#isLoggedOut) await this.#conversation.followConsent(before);
      if (consent === "withdrawn") await this.#eraseOthers();
    });
  }

  setUser(user: User): Promise<void> {
    return this.#change(async () => {
      const { settings } = this.#engine;
      const before = settings.scope;
      settings.setUser(user);
      if (settings.scope === before && !this.#isLoggedOut) return this.#conversation.followUser();
      this.#conversation.close(new Fault("user_changed", "another user took over before this was answered"));
      void this.#leave(before);
      this.#conversation = await openConversation(this.#engine);
      this.#ended = undefined;
      this.#dispatch("status", this.status);
      this.#takeUp();
    });
  }

  setContext(context: PageContext): void {
    this.#engine.settings.setContext(context);
  }

  logout(options: { purge?: boolean } = {}): Promise<void> {
    return this.#change(async () => {
      if (this.#isLoggedOut) return;
      this.#conversation.logOut();
      this.#ended = new Fault("logged_out", "the user has logged out: `setUser` begins again");
      this.#conversation.close(this.#ended);
      if (options.purge) await this.#conversation.outbox.logout(true);
      else await this.#leave(this.#engine.settings.scope, (outbox) => outbox.logout(false));
      this.#dispatch("status", this.status);
    });
  }

  async sync(): Promise<SyncStatus> {
    const { outbox } = await this.#current();
    await outbox.flush();
    return this.status;
  }

  close(): void {
    this.#silence();
    this.#ended = new Fault("closed", "the assistant is closed");
    this.#conversation.close(this.#ended);
    this.#conversation.outbox.close();
    this.#engine.leaving.close();
  }

  get #isLoggedOut(): boolean {
    return this.#ended?.code === "logged_out";
  }

  /** The user of a scope leaves: the outbox delivers once more, and is closed. */
  async #leave(scope: string, close = (outbox: EngineOutbox): void | Promise<void> => outbox.close()): Promise<void> {
    const { outbox } = this.#conversation;
    await this.#engine.leaving.see(scope, outbox, () => close(outbox));
    this.#dispatch("status", this.status);
  }

  /** Erases what other users of the tenant have left on the device; the outbox erases its own. */
  async #eraseOthers(): Promise<void> {
    const { leaving, settings } = this.#engine;
    leaving.forget();
    await eraseDatabases(settings.tenantScope, settings.scope);
    this.#dispatch("status", this.status);
  }

  /** Brings actions to an end that a reload cut off, once the host has had the time to say who the user is. */
  #takeUp(): void {
    const taken = this.#changes.through().then(() => this.#conversation.takeUp());
    taken.catch((error: unknown) => this.#dispatch("problem", { code: "action_lost", message: String(error) }));
  }

  /** The conversation of the user, once all changes under way are through. */
  async #current(): Promise<Conversation> {
    await this.#changes.through();
    this.#demandOpen();
    return this.#conversation;
  }

  #change(task: () => Promise<void>): Promise<void> {
    return this.#changes.run(() => {
      if (!this.#isLoggedOut) this.#demandOpen();
      return task();
    });
  }

  #demandOpen(): void {
    if (this.#ended) throw this.#ended;
  }

  #dispatch<K extends keyof Details>(type: K, detail: Details[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Opens the outbox of the user and takes up the conversation that it kept. */
async function openConversation(engine: Engine): Promise<Conversation> {
  const early: Notice[] = [];
  let listener = (notice: Notice): void => void early.push(notice);
  engine.leaving.comeBack(engine.settings.scope);
  if (engine.settings.mayLog) noteDatabase(engine.settings.scope);
  const outbox = await engine.bindings.Outbox.open(outboxOptions(engine.settings), (notice) => listener(notice));
  // The browser tells only of changes.
  if (!engine.surroundings.online()) outbox.offline();
  const conversation = new Conversation(engine, outbox);
  await conversation.begin();
  listener = (notice) => conversation.noticed(notice);
  early.forEach(listener);
  return conversation;
}

function outboxOptions({ scope, endpoint, token, mayLog }: Settings): OutboxOptions {
  return { scope, consent: mayLog, ...(endpoint !== undefined && { endpoint }), ...(token && { token }) };
}
