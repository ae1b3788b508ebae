/** The turns of a conversation. A turn is never altered: a change puts another in its place. */

import type { Turn } from "./types.js";

/** As many turns as the engine remembers; memory is bounded. */
const MOST = 200;

/** The last turns, oldest first. */
export class TurnList {
  #turns: readonly Turn[] = [];

  /** All of them; the array never changes. */
  get all(): readonly Turn[] {
    return this.#turns;
  }

  get last(): Turn | undefined {
    return this.#turns.at(-1);
  }

  find(id: string): Turn | undefined {
    return this.#turns.find((turn) => turn.id === id);
  }

  add(...turns: Turn[]): void {
    this.#turns = [...this.#turns, ...turns].slice(-MOST);
  }

  /** Changes a turn; nothing comes back when it is not there. */
  change(id: string, changes: Partial<Turn>): Turn | undefined {
    const turn = this.find(id);
    if (!turn) return undefined;
    const changed = { ...turn, ...changes };
    this.#turns = this.#turns.map((other) => (other === turn ? changed : other));
    return changed;
  }

  clear(): void {
    this.#turns = [];
  }
}
