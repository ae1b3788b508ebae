/** The turns that are no longer on screen, so that a long conversation stays light, with the button that brings them back. */

import type { Turn } from "../types.js";
import { button } from "./dom.js";
import type { PanelWording } from "./texts.js";

/** As many turns as the assistant keeps. */
const MOST = 200;

/** Turns before the first one on screen. */
export class Earlier {
  readonly root: HTMLButtonElement;
  #turns: readonly Turn[] = [];

  constructor(wording: PanelWording, show: () => void) {
    this.root = button({ part: "earlier", hidden: true }, show, wording.say("turn.show-earlier"));
  }

  /** Puts turns behind those that are here already. */
  add(turns: readonly Turn[]): void {
    this.#keep([...this.#turns, ...turns].slice(-MOST));
  }

  /** Takes the last turns out, oldest first. */
  take(count: number): readonly Turn[] {
    const taken = this.#turns.slice(-count);
    this.#keep(this.#turns.slice(0, -count));
    return taken;
  }

  /** Brings a turn up to date; false when it is not here. */
  update(turn: Turn): boolean {
    const isHere = this.#turns.some(({ id }) => id === turn.id);
    if (isHere) this.#turns = this.#turns.map((other) => (other.id === turn.id ? turn : other));
    return isHere;
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(turns: readonly Turn[]): void {
    this.#turns = turns;
    this.root.hidden = turns.length === 0;
  }
}
