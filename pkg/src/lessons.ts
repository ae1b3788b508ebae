/**
 * What the user taught the assistant, from one session to the next. The device keeps it with the user's records and never sends
 * it; it holds no words.
 */

import type { EngineOutbox, EngineSession } from "./bindings.js";

/** The lessons of one user. */
export class Lessons {
  readonly #outbox: EngineOutbox;
  #text: string | undefined;

  constructor(outbox: EngineOutbox) {
    this.#outbox = outbox;
    this.#text = outbox.lessons();
  }

  /** Tells a session what the user taught before. */
  recall(session: EngineSession): void {
    if (this.#text === undefined) return;
    try {
      session.recall(this.#text);
    } catch {
      // Another version wrote them: the user teaches anew.
      this.#text = undefined;
    }
  }

  /** Takes what a turn of the session taught. */
  take(session: EngineSession): void {
    this.#text = session.lessons();
    this.#outbox.keepLessons(this.#text);
  }

  /** Keeps what was taught before anything could be kept; without that, takes up what the device holds. */
  follow(session: EngineSession): void {
    if (session.lessonCount > 0) return this.take(session);
    this.#text = this.#outbox.lessons();
    this.recall(session);
  }

  /** Forgets everything here; what the device holds is the outbox's. */
  drop(session: EngineSession): void {
    this.#text = undefined;
    session.forgetLessons();
  }
}
