/** A demo ERP for tests: a fixed day, no storage unless given, and a network that can be switched off. */

import { Host } from "../../www/demo/host.js";
import { PERSONAS } from "../../www/demo/personas.js";
import { Store } from "../../www/demo/store.js";

/** A storage like the browser's. */
export class MemoryStorage {
  #values = new Map();

  getItem(key) {
    return this.#values.get(key) ?? null;
  }

  setItem(key, value) {
    this.#values.set(key, value);
  }
}

/** Store and host together, with `say` to carry an action out under a new id. */
export class Demo {
  #count = 0;
  isOnline = true;

  constructor(storage = null) {
    // A Monday.
    this.store = new Store({ storage, clock: () => new Date(2026, 10, 23, 10, 0) });
    this.host = new Host(this.store, () => this.isOnline);
  }

  say(role, name, args = {}, id = `action-${(this.#count += 1)}`) {
    return this.host.carryOut({ id, name, args, permission: null }, PERSONAS[role]);
  }

  row(table, id) {
    return this.store.row(table, id);
  }
}

export const document = (kind) => (value) => ({ kind, value });
export const invoice = document("invoice");
export const order = document("purchase_order");
export const leave = document("leave_request");
export const gbp = (value) => ({ value, currency: "GBP" });
export const pieces = (value, unit = null) => ({ value, unit });
