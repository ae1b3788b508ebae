/** Where the user types. Enter sends and Shift with Enter begins a line; it can be typed in while a reply is on its way. */

import { build, icon, setAttributes } from "./dom.js";
import { SEND } from "./icons.js";
import type { PanelWording } from "./texts.js";

/** What `keyCode` is while an input method composes: some browsers report the key that ends it as no longer composing. */
const COMPOSING = 229;

/** The message box. */
export class Composer {
  readonly root: HTMLFormElement;
  readonly #input: HTMLTextAreaElement;
  readonly #button: HTMLButtonElement;
  /** Repeats the text invisibly, so that the box grows with it. */
  readonly #measure = build("div", { part: "measure", "aria-hidden": "true" });

  constructor(
    wording: PanelWording,
    readonly send: (text: string) => void,
  ) {
    this.#input = build("textarea", {
      part: "input",
      rows: 1,
      dir: "auto",
      "aria-label": wording.say("composer.label"),
      placeholder: wording.say("composer.placeholder"),
      autocomplete: "off",
      enterkeyhint: "send",
    });
    this.#button = build("button", { type: "submit", part: "send", "aria-label": wording.say("composer.send") }, icon(SEND));
    this.root = build("form", { part: "composer" }, build("div", { part: "field" }, this.#input, this.#measure), this.#button);
    this.#listen();
    this.#draw();
  }

  focus(): void {
    this.#input.focus();
  }

  /** Gives a text back that could not be sent, unless the user already writes another one. */
  giveBack(text: string): void {
    if (this.#input.value === "") this.#input.value = text;
    this.#draw();
  }

  #listen(): void {
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#input.addEventListener("input", () => this.#draw());
    this.#input.addEventListener("keydown", (event) => {
      if (!sends(event)) return;
      event.preventDefault();
      this.#submit();
    });
  }

  #submit(): void {
    const text = this.#input.value.trim();
    if (text === "") return;
    this.#input.value = "";
    this.#draw();
    this.focus();
    this.send(text);
  }

  #draw(): void {
    const { value } = this.#input;
    // The mark keeps the last line of the measure open when the text ends in a line break.
    this.#measure.textContent = `${value}\u200b`;
    setAttributes(this.#button, { "aria-disabled": String(value.trim() === "") });
  }
}

function sends(event: KeyboardEvent): boolean {
  const composing = event.isComposing || event.keyCode === COMPOSING;
  return event.key === "Enter" && !event.shiftKey && !composing;
}
