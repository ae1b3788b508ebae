/**
 * A turn while its actions run: what was said first and what became of each action, merged into one. It merges as
 * `erp-chat converse` does, so that a page and the command line give the same answer.
 */

import type { EngineAction, EngineTurn } from "./bindings.js";
import { readRecords, type ActionStatus } from "./record.js";
import type { CarriedAction, Logged, Route, Turn } from "./types.js";

/** The route of a turn with several intents is that which comes first here. */
const ROUTES: readonly Route[] = ["escalate", "deny", "confirm", "clarify", "execute", "smalltalk", "fallback"];

/** What a turn begins with beside the engine's answer. */
export interface Asked {
  message: string;
  at: number;
  logged: Logged;
}

/** What may change in a turn until its actions have ended. */
export type Progress = Pick<Turn, "reply" | "route" | "intent" | "options" | "actions" | "working" | "rows">;

/** The answer to one message. */
export class Answer {
  readonly #turn: EngineTurn;
  readonly #ended: string[] = [];
  readonly #status = new Map<string, ActionStatus>();
  readonly #intents: EngineTurn["intents"];
  #options: EngineTurn["options"];
  #rows: EngineTurn["rows"];

  constructor(turn: EngineTurn) {
    this.#turn = turn;
    this.#intents = turn.intents.map((intent) => ({ ...intent }));
    this.#options = turn.options;
    this.#rows = turn.rows;
  }

  /** Adds what became of an action. */
  finish(action: EngineAction, finished: EngineTurn): void {
    this.#status.set(action.id, statusOf(finished));
    this.#ended.push(finished.reply);
    this.#rows = [...this.#rows, ...finished.rows];
    if (this.#options.length === 0) this.#options = finished.options;
    const awaited = this.#intents.find((intent) => intent.action === action.name);
    if (awaited) awaited.route = finished.route;
  }

  /** The whole turn, as it begins. */
  begin(asked: Asked): Turn {
    const { id, confidence, repeat_level, slots, slot_asked, handoff, hidden } = this.#turn;
    const engine = { id, confidence, slots, handoff, hidden, slotAsked: slot_asked, repeatLevel: levelOf(repeat_level) };
    return { ...asked, ...engine, ...this.progress(), rating: "none", reported: false };
  }

  /** The turn as far as it is. */
  progress(): Progress {
    const working = this.#status.size < this.#turn.actions.length;
    const { route, intent } = this.#first();
    const actions = this.#turn.actions.map((action) => this.#carried(action));
    return { reply: this.#reply(working), route, intent, options: this.#options, rows: this.#rows, actions, working };
  }

  #reply(working: boolean): string {
    const parts = [...this.#ended, working ? this.#turn.working : "", this.#turn.reply];
    return parts.filter((part) => part !== "").join(" ");
  }

  /** The intent whose route comes first; the engine's own word when there is none. */
  #first(): { route: Route; intent: string } {
    const [first] = [...this.#intents].sort((a, b) => ROUTES.indexOf(a.route) - ROUTES.indexOf(b.route));
    return first ?? this.#turn;
  }

  #carried({ id, name, args, permission }: EngineAction): CarriedAction {
    return { id, name, args, permission, status: this.#status.get(id) ?? "requested" };
  }
}

/** The level as the public types have it. */
export function levelOf(level: number): 1 | 2 | 3 {
  if (level <= 1) return 1;
  return level === 2 ? 2 : 3;
}

/** What an outcome's record says; failed when nobody waited for it. */
export function statusOf(finished: EngineTurn): ActionStatus {
  const [record] = readRecords(finished.records);
  return record?.kind === "outcome" ? record.status : "failed";
}
