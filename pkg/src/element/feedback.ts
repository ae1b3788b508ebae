/** Thumbs under a reply. They show what the turn says, may be changed and taken back, and ask what went wrong after a "no". */

import type { Rating, Turn } from "../types.js";
import { build, button, icon, setAttributes } from "./dom.js";
import { FeedbackForm, type FeedbackDetails } from "./feedback-form.js";
import { THUMB_DOWN, THUMB_UP } from "./icons.js";
import type { PanelWording } from "./texts.js";

/** What a user can do with a reply. Both settle when it is done and never reject; `false` when it could not be done. */
export interface FeedbackActions {
  rate(turnId: string, rating: Rating, details?: FeedbackDetails): Promise<boolean>;
  report(turnId: string, comment: string): Promise<boolean>;
  announce(text: string): void;
}

/** The thumbs of a turn and the form that may follow. */
export class Feedback {
  readonly thumbs: HTMLElement;
  /** Where the form comes. */
  readonly place = build("div", { hidden: true });
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  #turnId = "";
  #rating: Rating = "none";

  constructor(
    readonly wording: PanelWording,
    readonly actions: FeedbackActions,
  ) {
    this.#up = this.#thumb("up", THUMB_UP);
    this.#down = this.#thumb("down", THUMB_DOWN);
    const name = wording.say("feedback.group");
    this.thumbs = build("div", { part: "thumbs", role: "group", "aria-label": name }, this.#up, this.#down);
  }

  /** Shows what the user thinks of a turn. */
  draw(turn: Turn): void {
    this.#turnId = turn.id;
    this.#rating = turn.rating;
    this.thumbs.hidden = turn.working;
    setAttributes(this.#up, { "aria-pressed": String(turn.rating === "up") });
    setAttributes(this.#down, { "aria-pressed": String(turn.rating === "down") });
    if (turn.rating !== "down") this.#clear();
  }

  #thumb(rating: "up" | "down", path: string): HTMLButtonElement {
    const attributes = { part: `thumb thumb-${rating}`, "aria-label": this.wording.say(`feedback.${rating}`), "aria-pressed": "false" };
    return button(attributes, () => void this.#press(rating), icon(path));
  }

  async #press(rating: "up" | "down"): Promise<void> {
    const chosen = this.#rating === rating ? "none" : rating;
    const taken = await this.actions.rate(this.#turnId, chosen);
    if (taken && chosen === "down") this.#ask();
  }

  #ask(): void {
    const form = new FeedbackForm(this.wording, (details) => void this.#submit(details), () => this.#leave(""));
    this.#show(form.root);
    this.actions.announce(this.wording.say("feedback.invite"));
  }

  async #submit({ reported, ...details }: FeedbackDetails & { reported: boolean }): Promise<void> {
    const rated = await this.actions.rate(this.#turnId, "down", details);
    const done = rated && (!reported || (await this.actions.report(this.#turnId, details.comment)));
    if (done) this.#leave(this.wording.say("feedback.thanks"));
  }

  #leave(thanks: string): void {
    this.#down.focus();
    if (thanks === "") return this.#clear();
    this.#show(build("p", { part: "thanks" }, thanks));
    this.actions.announce(thanks);
  }

  #show(content: HTMLElement): void {
    this.place.replaceChildren(content);
    this.place.hidden = false;
    this.place.scrollIntoView({ block: "nearest" });
  }

  #clear(): void {
    this.place.replaceChildren();
    this.place.hidden = true;
  }
}
