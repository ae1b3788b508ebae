/**
 * Carries out what the assistant asks for: checks the permission again, keeps one effect per action id, and keeps
 * changing actions while the page is offline. It decides nothing about the conversation.
 */

import { HANDLERS } from "./handlers.js";
import { PERSONAS, mayRole } from "./personas.js";
import { Refusal } from "./result.js";
import { wording } from "./wording.js";

const refused = (reason) => ({ status: "failed", reason, retryable: false });

/** The ERP of the page: one store, and whether it can be reached. */
export class Host {
  #store;
  #isOnline;

  constructor(store, isOnline) {
    this.#store = store;
    this.#isOnline = isOnline;
  }

  /** Answers an action of a person: `done`, `failed`, `needs_more`, or `queued` without a network. */
  carryOut(action, person) {
    const handler = Object.hasOwn(HANDLERS, action.name) ? HANDLERS[action.name] : undefined;
    if (!handler) return refused("this ERP does not know that action");
    const again = this.#store.outcome(action.id);
    if (again) return again;
    if (handler.kind === "action" && !this.#isOnline()) return this.#queue(action, person);
    return this.#run(handler, action, person);
  }

  /** Carries out what waited, oldest first; the results wait for `deliver`. */
  replay() {
    for (const waiting of this.#store.queue) {
      if (!this.#isOnline()) return;
      const person = Object.values(PERSONAS).find(({ id }) => id === waiting.by);
      this.#store.settle(waiting, this.carryOut(waiting.action, person));
    }
  }

  /** Tells a person's assistant what became of actions that had waited. */
  async deliver(assistant, person) {
    for (const report of this.#store.reports.filter(({ by }) => by === person.id)) {
      await assistant.finish(report.id, report.result);
      this.#store.reported(report.id);
    }
  }

  /** Opens a ticket for a conversation that was handed over; `turnId` makes it one ticket. */
  handOver(turnId, transcript, person) {
    const args = { summary: "Help asked for in the chat", transcript };
    const action = { id: `handoff:${turnId}`, name: "create_ticket", args };
    return this.carryOut(action, person);
  }

  #queue(action, person) {
    const barred = this.#barrier(HANDLERS[action.name], person);
    if (barred) return refused(barred);
    this.#store.enqueue({ action, by: person.id, at: Date.now() });
    return { status: "queued" };
  }

  #run(handler, action, person) {
    const barred = this.#barrier(handler, person);
    if (barred) return refused(barred);
    const desk = this.#desk(person);
    if (handler.kind === "read") return attempt(() => handler.run(desk, action.args));
    const entry = { id: action.id, name: action.name, args: action.args, by: person.id, undo: handler.undo };
    return attempt(() => this.#store.transact(entry, () => handler.run(desk, action.args)));
  }

  /** Why a person may not do something. Invariant: the ERP never relies on the check in the chat. */
  #barrier(handler, person) {
    const account = this.#store.rows("users").find((user) => user.name === person.name);
    if (account?.status !== "active") return "that account is switched off";
    const named = !handler.only || handler.only.includes(person.role);
    return named && mayRole(person.role, handler.permission) ? null : "that role does not allow it";
  }

  /** What a handler works with. */
  #desk(person) {
    const store = this.#store;
    const may = (permission) => mayRole(person.role, permission);
    return { store, person, may, today: store.today, words: wording(person.locale) };
  }
}

function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.result;
    console.error("erp-demo: a handler failed", error);
    return { status: "failed", reason: "the ERP ran into a fault of its own" };
  }
}
