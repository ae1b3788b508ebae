/** Outboxes of users who have left: each delivers once more what it holds, and is closed then. What it cannot deliver waits on the device. */

import type { EngineOutbox } from "./bindings.js";

/** Nobody who logs out waits longer. */
const LEAVE_MS = 3_000;

/** The outboxes that are on their way out, and what others have left behind. */
export class Leaving {
  /** By scope. */
  readonly #outboxes = new Map<string, EngineOutbox>();
  /** Records on the device by scope, as far as this page knows. */
  readonly #behind = new Map<string, number>();

  /** Records of users who have left that are not delivered yet. */
  get pending(): number {
    const leaving = [...this.#outboxes.values()].map((outbox) => outbox.status().pending);
    return [...leaving, ...this.#behind.values()].reduce((sum, pending) => sum + pending, 0);
  }

  /** Delivers once more, for a moment, and closes by `close`. */
  async see(scope: string, outbox: EngineOutbox, close: () => void | Promise<void>): Promise<void> {
    this.#outboxes.set(scope, outbox);
    await Promise.race([outbox.leave(), pause(LEAVE_MS)]);
    // The user may be back by now.
    if (this.#outboxes.get(scope) !== outbox) return;
    this.#leaveBehind(scope, outbox);
    await close();
  }

  /** The user of a scope is back: an outbox that is still leaving makes way. */
  comeBack(scope: string): void {
    this.#outboxes.get(scope)?.close();
    this.#outboxes.delete(scope);
    this.#behind.delete(scope);
  }

  /** Closes what is still leaving. */
  close(): void {
    for (const [scope, outbox] of this.#outboxes) {
      this.#leaveBehind(scope, outbox);
      outbox.close();
    }
  }

  /** Everything on the device was erased. */
  forget(): void {
    this.close();
    this.#behind.clear();
  }

  #leaveBehind(scope: string, outbox: EngineOutbox): void {
    const { store, pending } = outbox.status();
    this.#outboxes.delete(scope);
    if (store === "idb" && pending > 0) this.#behind.set(scope, pending);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
