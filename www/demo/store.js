/**
 * The demo ERP's tables, kept in the browser so that a reload loses nothing, and in memory where there is no storage.
 * Every change goes through `transact`, which makes it whole or not at all and keeps what is needed to take it back.
 */

import { dayOf } from "./days.js";
import { NUMBERS, seed } from "./seed.js";

const KEY = "erp-demo:state";
/** A kept state of another version is dropped. */
const VERSION = 1;
/** Outcomes and journal entries kept; older ones are forgotten. */
const KEPT = 300;

/** Rows are never altered in place: a change puts a new row, so an old row is its own before-image. */
export class Store extends EventTarget {
  #storage;
  #clock;
  #state;
  #changes = null;

  /** `storage` is a `Storage` or `null`; `clock` gives the present moment as a `Date`. */
  constructor({ storage = null, clock = () => new Date() } = {}) {
    super();
    this.#storage = storage;
    this.#clock = clock;
    this.#state = this.#kept() ?? this.#fresh();
  }

  get today() {
    return dayOf(this.#clock());
  }

  /** What was carried out, oldest first. */
  get journal() {
    return this.#state.journal;
  }

  /** Actions that wait for the network, oldest first. */
  get queue() {
    return this.#state.queue;
  }

  /** Results of actions that were queued, not yet told to the assistant. */
  get reports() {
    return this.#state.reports;
  }

  rows(table) {
    return this.#state.tables[table];
  }

  row(table, id) {
    return this.rows(table).find((row) => row.id === id);
  }

  /** Adds a row, or replaces the one with its id. */
  put(table, row) {
    const before = this.row(table, row.id) ?? null;
    const rows = this.rows(table);
    const kept = Object.freeze(row);
    this.#state.tables[table] = before ? rows.map((other) => (other === before ? kept : other)) : [...rows, kept];
    this.#changes.push({ table, id: row.id, before, after: kept });
  }

  remove(table, id) {
    const before = this.row(table, id);
    this.#state.tables[table] = this.rows(table).filter((row) => row !== before);
    this.#changes.push({ table, id, before, after: null });
  }

  /** A number that no document had before, such as `INV-1061`. */
  next(prefix) {
    const number = this.#state.numbers[prefix];
    this.#state.numbers = { ...this.#state.numbers, [prefix]: number + 1 };
    return `${prefix}-${number}`;
  }

  /** The result of an action that was carried out before. */
  outcome(actionId) {
    return this.#state.outcomes.find((outcome) => outcome.id === actionId)?.result;
  }

  /**
   * Runs `work` and keeps its changes, its result and a journal entry together; a thrown error leaves all as it was.
   * Invariant: one action id has one effect.
   */
  transact(entry, work) {
    const before = { ...this.#state, tables: { ...this.#state.tables } };
    this.#changes = [];
    try {
      const result = work();
      this.#keepEntry(entry, result);
      return result;
    } catch (error) {
      this.#state = before;
      throw error;
    } finally {
      this.#changes = null;
    }
  }

  #keepEntry(entry, result) {
    const changes = this.#changes;
    this.#state.outcomes = [...this.#state.outcomes, { id: entry.id, result }].slice(-KEPT);
    if (changes.length > 0) {
      this.#state.journal = [...this.#state.journal, { ...entry, at: this.#clock().getTime(), changes }].slice(-KEPT);
    }
    this.#save(changes);
  }

  /** Takes an entry back; false when its rows were changed since. */
  revert(entry) {
    const current = ({ table, id }) => this.row(table, id) ?? null;
    const untouched = entry.changes.every((change) => same(current(change), change.after));
    if (!untouched) return false;
    for (const { table, id, before } of entry.changes.toReversed()) {
      if (before) this.put(table, before);
      else this.remove(table, id);
    }
    this.#state.journal = this.#state.journal.map((other) => (other.id === entry.id ? { ...other, undone: true } : other));
    return true;
  }

  /** Keeps an action until the network is back; the same id waits once. */
  enqueue(waiting) {
    if (this.queue.some((other) => other.action.id === waiting.action.id)) return;
    this.#state.queue = [...this.queue, waiting];
    this.#save([]);
  }

  /** Moves the result of a queued action from the queue to the reports. */
  settle(waiting, result) {
    this.#state.queue = this.queue.filter((other) => other.action.id !== waiting.action.id);
    this.#state.reports = [...this.reports, { id: waiting.action.id, by: waiting.by, result }];
    this.#save([]);
  }

  /** Forgets a report that the assistant has taken. */
  reported(actionId) {
    this.#state.reports = this.reports.filter((report) => report.id !== actionId);
    this.#save([]);
  }

  /** Begins anew with the seed. */
  reset() {
    this.#state = this.#fresh();
    this.#save([]);
  }

  /** Takes over what another tab has kept. */
  reload() {
    this.#state = this.#kept() ?? this.#state;
    this.#tell([]);
  }

  #fresh() {
    const tables = seed(this.today);
    return { version: VERSION, tables, numbers: NUMBERS, outcomes: [], journal: [], queue: [], reports: [] };
  }

  #kept() {
    try {
      const state = JSON.parse(this.#storage?.getItem(KEY) ?? "null");
      return state?.version === VERSION ? state : null;
    } catch {
      return null;
    }
  }

  #save(changes) {
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#state));
    } catch {
      // Storage is full or forbidden: the demo goes on in memory.
    }
    this.#tell(changes);
  }

  #tell(changes) {
    this.dispatchEvent(new CustomEvent("change", { detail: changes }));
  }
}

/** Rows are plain values, so their text tells whether they are the same. */
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
