/** Draws the page: navigation, the view of the address, and the note on what has just changed. */

import { COMPANY } from "../seed.js";
import { wording } from "../wording.js";
import { chip } from "./cells.js";
import { describe } from "./changes.js";
import { element, redraw } from "./dom.js";
import { overview } from "./overview.js";
import { cardOf, tableOf } from "./table.js";
import { RECORD_TABLES, VIEWS, pageOf } from "./views.js";

/** How long a changed row stays marked. */
const MARKED_MS = 6000;

/** The page of one person; `ask` passes a message to the assistant. */
export class Page {
  #store;
  #ask;
  #person;
  /** When the mark of a row ends, by table and id. */
  #changed = new Map();
  #place = { view: VIEWS[0], id: null };

  constructor(store, person, ask) {
    this.#store = store;
    this.#person = person;
    this.#ask = ask;
    this.#follow();
  }

  /** Shows the page as another person has it. */
  become(person) {
    this.#person = person;
    this.draw();
  }

  /** Goes where the address says; false when it names no page, as a link to a part of the page does. */
  go(hash) {
    const [page = "", id = null] = decodeURIComponent(hash).replace(/^#\/?/, "").split("/");
    const view = VIEWS.find((other) => other.page === (page || "overview"));
    if (!view) return false;
    this.#place = { view, id };
    note("");
    this.draw();
    this.#showCurrent();
    return true;
  }

  /** What is on screen, as the assistant's context. */
  get context() {
    const { view } = this.#place;
    const row = this.#row();
    const value = row && (view.slotValue?.(row) ?? row.id);
    return { module: view.module, page: view.page, record: row && view.slot ? { slot: view.slot, value } : undefined };
  }

  draw() {
    const { view } = this.#place;
    const scene = this.#scene();
    document.title = `${view.title} \u2013 ${COMPANY} ERP`;
    at("title").textContent = view.title;
    redraw(at("navigation"), ...VIEWS.map((other) => navigationItem(other, other === view)));
    redraw(at("view"), ...this.#content(scene));
    drawPerson(this.#person);
  }

  /** On a narrow screen the navigation scrolls sideways; a record without a card of its own may be far down. */
  #showCurrent() {
    at("navigation").querySelector("[aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!this.#row()) document.querySelector("tr[aria-current]")?.scrollIntoView({ block: "center" });
  }

  #content(scene) {
    const { view } = this.#place;
    if (view.page === "overview") return overview(scene);
    if (view.page === "records") return RECORD_TABLES.map((table) => tableOf(table, scene));
    const row = this.#row();
    return [...(row ? [cardOf(view, row, scene)] : []), tableOf(view, scene)];
  }

  #scene() {
    const store = this.#store;
    const words = wording(this.#person.locale);
    return { store, words, today: store.today, person: this.#person, selected: this.#place.id, changed: this.#changed, ask: this.#ask };
  }

  #row() {
    const { view, id } = this.#place;
    return view.table && id ? this.#store.row(view.table, id) : undefined;
  }

  /** Marks what changes, says it, and takes the marks away after a while. */
  #follow() {
    this.#store.addEventListener("change", ({ detail: changes }) => {
      const until = performance.now() + MARKED_MS;
      changes.forEach(({ table, id }) => this.#changed.set(`${table}/${id}`, until));
      if (changes.length > 0) this.#say(changes);
      this.draw();
      // The card of the selected row shows the change already.
      if (!changes.some(({ id }) => id === this.#place.id)) showChanged();
      setTimeout(() => this.#unmark(), MARKED_MS);
    });
  }

  #unmark() {
    const over = [...this.#changed].filter(([, until]) => until <= performance.now());
    for (const [key] of over) {
      this.#changed.delete(key);
      document.querySelector(`tr[data-changed="${CSS.escape(key)}"]`)?.removeAttribute("data-changed");
    }
  }

  #say(changes) {
    const elsewhere = changes.find(({ table, after }) => after && pageOf(table) !== this.#place.view.page);
    const here = changes.some(({ table }) => pageOf(table) === this.#place.view.page);
    const show = elsewhere && !here ? element("a", { href: `#${pageOf(elsewhere.table)}/${elsewhere.id}` }, "Show it") : null;
    note(`${describe(changes, wording(this.#person.locale))}.`, show);
  }
}

/** A changed row comes into view; nothing moves when it is there already. */
function showChanged() {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const row = document.querySelector("tr[data-changed]");
  row?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

const at = (id) => document.getElementById(id);

/** Says something in the page, politely. */
export function note(text, action = null) {
  const content = text ? [chip("Changed"), ` ${text} `, action].filter(Boolean) : [];
  at("note").replaceChildren(...content);
}

function navigationItem(view, current) {
  const attributes = { href: `#/${view.page}`, "aria-current": current ? "page" : null, "data-key": view.page };
  return element("li", {}, element("a", attributes, view.title));
}

function drawPerson(person) {
  at("person").textContent = person.name;
  at("initials").textContent = person.name.split(" ").map((part) => part[0]).join("");
}
