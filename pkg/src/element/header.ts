/** The head of the panel: what this is, and how it is doing. */

import { build, button, icon, setAttributes } from "./dom.js";
import { CLOSE, SPARK } from "./icons.js";
import type { PanelWording } from "./texts.js";

/** How the assistant is doing. */
export type Condition = "loading" | "ready" | "working" | "offline" | "failed";

/** Title, condition and, where the panel covers the launcher, a button to close it. */
export class Header {
  readonly root: HTMLElement;
  readonly #title = build("bdi");
  readonly #condition = build("p", { part: "status" });

  constructor(
    readonly wording: PanelWording,
    close: () => void,
  ) {
    const title = build("h2", { part: "title", id: "title" }, this.#title);
    const avatar = build("span", { part: "avatar", "aria-hidden": "true" }, icon(SPARK));
    const shut = button({ part: "close", "aria-label": wording.say("launcher.close") }, close, icon(CLOSE));
    this.root = build("div", { part: "header" }, avatar, build("div", { part: "names" }, title, this.#condition), shut);
    this.draw("loading");
  }

  title(text: string): void {
    this.#title.textContent = text;
  }

  draw(condition: Condition): void {
    setAttributes(this.#condition, { "data-condition": condition });
    this.#condition.textContent = this.wording.say(`panel.${condition}`);
  }
}
