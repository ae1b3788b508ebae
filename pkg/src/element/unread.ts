/** Counts the replies that came while the chat was closed. A reply that was still being worked on counts when it is complete. */

import type { Assistant, Turn } from "../types.js";

/** The unread replies of an assistant. */
export class Unread {
  readonly #unread = new Set<string>();
  readonly #working = new Set<string>();
  readonly #listening = new AbortController();

  constructor(
    assistant: Assistant,
    readonly isOpen: () => boolean,
    readonly changed: () => void,
  ) {
    const { signal } = this.#listening;
    assistant.addEventListener("turn", (event) => this.#came(event.detail), { signal });
    assistant.addEventListener("update", (event) => this.#completed(event.detail), { signal });
  }

  get count(): number {
    return this.#unread.size;
  }

  /** Takes all as read. */
  clear(): void {
    this.#unread.clear();
  }

  /** Stops counting. */
  close(): void {
    this.#listening.abort();
  }

  #came(turn: Turn): void {
    if (turn.working) this.#working.add(turn.id);
    else this.#add(turn);
  }

  #completed(turn: Turn): void {
    if (turn.working || !this.#working.delete(turn.id)) return;
    this.#add(turn);
  }

  #add(turn: Turn): void {
    if (this.isOpen()) return;
    this.#unread.add(turn.id);
    this.changed();
  }
}
