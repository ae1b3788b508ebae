/** The records that this page made and those that the device holds, as one. */

import type { EngineOutbox } from "./bindings.js";
import { readRecords, type LogRecord } from "./record.js";

/** Records of this page that are kept in memory; as many as the device keeps. */
const MOST = 600;

/** What there is to look at: the device's log, and what this page has not stored, or may not. */
export class RecordLog {
  readonly #outbox: EngineOutbox;
  #own: LogRecord[] = [];

  constructor(outbox: EngineOutbox) {
    this.#outbox = outbox;
  }

  add(texts: readonly string[]): void {
    this.#own = [...this.#own, ...readRecords(texts)].slice(-MOST);
  }

  clear(): void {
    this.#own = [];
  }

  /** All records, each once. */
  async all(): Promise<LogRecord[]> {
    const held = readRecords(await this.#outbox.log());
    const known = new Set(held.map((record) => record.id));
    return [...held, ...this.#own.filter((record) => !known.has(record.id))];
  }
}
