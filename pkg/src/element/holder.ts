/** A place whose content follows a value: it is built again when the value changed and left alone, with its focus, when not. */

import type { Child } from "./dom.js";

/** Holds what was last drawn for a value. */
export class Holder<Value> {
  #drawn: string | undefined;

  constructor(
    readonly root: HTMLElement,
    readonly build: (value: Value) => Child[],
  ) {
    root.hidden = true;
  }

  /** Shows a value. An empty answer of the builder hides the place. */
  draw(value: Value): void {
    const now = JSON.stringify(value);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const children = this.build(value);
    this.root.replaceChildren(...children);
    this.root.hidden = children.length === 0;
  }
}
