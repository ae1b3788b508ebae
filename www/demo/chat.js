/**
 * Puts the assistant to work in the page, as any customer would: options, starters and context go to `<erp-chat>`, and
 * what it asks for goes to the host.
 */

import { HANDLERS } from "./handlers.js";
import { STARTERS } from "./personas.js";
import { keptConsent } from "./settings.js";

const APP_VERSION = "demo-1";
/** On smaller screens the open chat covers the page. */
const COVERED = "(max-width: 480px), (max-height: 480px)";

/** The chat element of the page, together with who is talking. */
export class Chat extends EventTarget {
  #element;
  #host;
  #person;
  #context = {};
  #waiting = null;

  constructor(element, host, person) {
    super();
    this.#element = element;
    this.#host = host;
    this.#person = person;
    element.addEventListener("erp-chat-open", () => this.#place("open"));
    element.addEventListener("erp-chat-close", () => this.#place("closed"));
    element.addEventListener("erp-chat-ready", (event) => this.#ready(event.assistant));
    this.#configure();
  }

  /** The assistant, once the chat was opened. */
  get assistant() {
    return this.#element.assistant;
  }

  /** Delivers what is pending before the role may change: else it would wait for the same person to come back. */
  deliver() {
    if (navigator.onLine) void this.assistant?.sync();
  }

  /** Another role is another person, with conversations and records of their own. */
  async become(person) {
    this.#person = person;
    this.#configure();
    await this.assistant?.setUser(this.#user());
    await this.report();
  }

  /** Tells what is on screen, so that "approve this one" is understood. */
  look({ module, page, record }) {
    this.#context = { module, page, appVersion: APP_VERSION, ...(record ? { record } : {}) };
    if (this.assistant) this.assistant.setContext(this.#context);
    else this.#element.options = this.#options();
  }

  /** The page is to be seen: a chat that covers it makes way. */
  reveal() {
    if (matchMedia(COVERED).matches) this.#element.open = false;
  }

  /** Opens the chat and says something for the user. */
  async ask(message) {
    this.#element.open = true;
    if (this.assistant) await this.assistant.send(message, { channel: "suggestion" });
    else this.#waiting = message;
  }

  async setConsent(consent) {
    if (this.assistant) return this.assistant.setConsent(consent);
    this.#element.options = this.#options();
    if (consent === "withdrawn") await eraseKept(this.#options());
  }

  /** Tells the assistant what became of actions that had waited for the network. */
  async report() {
    if (this.assistant) await this.#host.deliver(this.assistant, this.#person);
  }

  /** The page makes room for an open chat. */
  #place(state) {
    document.body.dataset.chat = state;
  }

  #configure() {
    this.#element.options = this.#options();
    this.#element.starters = STARTERS[this.#person.role];
  }

  #options() {
    const carryOut = (action) => this.#host.carryOut(action, this.#person);
    return {
      user: this.#user(),
      actions: Object.fromEntries(Object.keys(HANDLERS).map((name) => [name, carryOut])),
      context: this.#context,
      endpoint: location.origin,
      consent: keptConsent(),
    };
  }

  #user() {
    const { id, name, role, locale } = this.#person;
    return { id, name, tenant: "halden-rowe", roles: [role], locale };
  }

  async #ready(assistant) {
    assistant.addEventListener("turn", (event) => this.#turn(event.detail));
    assistant.addEventListener("update", (event) => this.#turn(event.detail));
    assistant.addEventListener("status", () => this.dispatchEvent(new Event("change")));
    // The visitor may have changed the role while the assistant was being made.
    await assistant.setUser(this.#user());
    assistant.setContext(this.#context);
    await this.report();
    const message = this.#waiting;
    this.#waiting = null;
    if (message) await assistant.send(message, { channel: "suggestion" });
  }

  /** A conversation that is handed over to support becomes a ticket of the ERP. */
  #turn(turn) {
    if (turn.handoff?.kind === "ticket") this.#host.handOver(turn.id, turn.handoff.transcript, this.#person);
    this.dispatchEvent(new Event("change"));
  }
}

/** Erases what earlier visits left although the chat was not opened: an assistant without consent does so when it is made. */
async function eraseKept(options) {
  const { createAssistant } = await import("/erp-chat/index.js");
  const assistant = await createAssistant(options);
  assistant.close();
}
