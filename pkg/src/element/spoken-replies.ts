/** Says each reply once, when it is complete, with what came along. What was there before a reload is not said again. */

import type { Turn } from "../types.js";
import type { Announcer } from "./announcer.js";
import { plainText } from "./safe.js";
import type { PanelWording } from "./texts.js";

/** A reply that takes longer than this is announced as being worked on: about where people begin to wonder. */
const WORKING_AFTER_MS = 1500;
/** As many turns as the assistant keeps. */
const MOST = 200;

/** The replies as a screen reader gets them. */
export class SpokenReplies {
  readonly #said = new Map<string, string>();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly announcer: Announcer,
    readonly wording: PanelWording,
  ) {}

  /** Takes a turn as said. */
  know(turn: Turn): void {
    this.#said.delete(turn.id);
    this.#said.set(turn.id, turn.reply);
    const [oldest] = this.#said.keys();
    if (this.#said.size > MOST && oldest) this.#said.delete(oldest);
  }

  /** A reply is on its way. */
  expect(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.announcer.say(this.wording.say("announce.working")), WORKING_AFTER_MS);
  }

  /** Says the reply of a turn when it is complete and new. */
  say(turn: Turn): void {
    if (turn.working || this.#said.get(turn.id) === turn.reply) return;
    clearTimeout(this.#waiting);
    this.know(turn);
    this.announcer.say(this.#inWords(turn));
  }

  close(): void {
    clearTimeout(this.#waiting);
  }

  #inWords({ reply, rows, options }: Turn): string {
    const words = [`${this.wording.say("turn.assistant")} ${plainText(reply)}`];
    if (rows.length > 0) words.push(this.wording.count("announce.rows", rows.length));
    if (options.length > 0) words.push(this.wording.count("announce.suggestions", options.length));
    return words.join(" ");
  }
}
