// Stands in for the facade: an assistant that says what a test tells it to. It keeps its turns for the tab, as the real one does
// on the device, and notes every call.

const KEPT = "fake-turns";

const BLANK = {
  route: "execute",
  intent: "help",
  confidence: 0.9,
  repeatLevel: 1,
  options: [],
  slots: {},
  slotAsked: null,
  actions: [],
  working: false,
  rows: [],
  handoff: null,
  hidden: {},
  logged: "stored",
  rating: "none",
  reported: false,
};

class FakeAssistant extends EventTarget {
  modelVersion = "0".repeat(64);
  sessionId = "0190a000-0000-7000-8000-000000000000";
  status = { state: "idle", retrying: false, store: "idb", pending: 0, othersPending: 0, counters: {}, syncedAt: null };
  turns = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  calls = [];
  #script = [];

  /** The next replies, as parts of turns; `fails: true` rejects, `silent: true` never answers. */
  script(...replies) {
    this.#script.push(...replies);
  }

  async send(text) {
    this.calls.push(["send", text]);
    return this.#answer(text);
  }

  async choose(index) {
    const { label } = this.turns.at(-1).options[index];
    this.calls.push(["choose", index]);
    return this.#answer(label);
  }

  async feedback(turnId, rating, options) {
    this.calls.push(["feedback", turnId, rating, options]);
    if (this.failFeedback) throw new Error("no");
    this.change(turnId, { rating });
  }

  async flag(turnId, comment) {
    this.calls.push(["flag", turnId, comment]);
    this.change(turnId, { reported: true });
  }

  /** A reply that nobody asked for here, such as that of an action that was queued. */
  come(part) {
    const turn = { ...BLANK, id: crypto.randomUUID(), at: Date.UTC(2026, 10, 23, 10, 42), message: "", reply: "", ...part };
    this.turns = [...this.turns, turn];
    this.#tell("turn", turn);
    return turn;
  }

  change(id, part) {
    this.turns = this.turns.map((turn) => (turn.id === id ? { ...turn, ...part } : turn));
    this.#tell("update", this.turns.find((turn) => turn.id === id));
  }

  /** Changes the last turn. */
  changeLast(part) {
    this.change(this.turns.at(-1).id, part);
  }

  turnInto(part) {
    this.status = { ...this.status, ...part };
    this.#tell("status", this.status);
  }

  /** Erases everything and begins anew, as after another user signed in. */
  restart() {
    this.turns = [];
    this.sessionId = crypto.randomUUID();
    this.turnInto({});
  }

  close() {
    this.calls.push(["close"]);
  }

  async #answer(message) {
    const { fails, silent, ...part } = this.#script.shift() ?? { reply: `You said: ${message}` };
    await new Promise((soon) => setTimeout(soon));
    if (fails) throw new Error("no");
    if (silent) return new Promise(() => {});
    return this.come({ message, ...part });
  }

  #tell(type, detail) {
    sessionStorage.setItem(KEPT, JSON.stringify(this.turns));
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Fails once with the code that the page asks for, when it does. */
let failing = new URLSearchParams(location.search).get("fail");

export async function createAssistant(options) {
  const code = failing;
  failing = null;
  if (code) throw Object.assign(new Error(code), { code });
  window.made = (window.made ?? 0) + 1;
  window.fake = new FakeAssistant();
  window.fake.options = options;
  return window.fake;
}
