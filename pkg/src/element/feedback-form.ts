/** Asks what was wrong with a reply: one reason, a comment, and whether a person should look at it. All of it is optional. */

import { build, button } from "./dom.js";
import type { PanelWording, Texts } from "./texts.js";

/** Reasons as they stand in the records; what they are called is in the texts. */
const REASONS = ["misunderstood", "wrong", "not_done", "unclear", "other"] as const;

/** What a user says about a reply. */
export interface FeedbackDetails {
  reason: string;
  comment: string;
}

let formsMade = 0;

/** The form under a reply. */
export class FeedbackForm {
  readonly root: HTMLFormElement;
  readonly #name = `erp-chat-feedback-${(formsMade += 1)}`;

  constructor(
    readonly wording: PanelWording,
    submit: (details: FeedbackDetails & { reported: boolean }) => void,
    skip: () => void,
  ) {
    this.root = build("form", { part: "feedback" }, this.#reasons(), ...this.#comment(), this.#report(), this.#buttons(skip));
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(this.#details());
    });
  }

  #details(): FeedbackDetails & { reported: boolean } {
    const fields = new FormData(this.root);
    const text = (name: string): string => String(fields.get(name) ?? "").trim();
    return { reason: text("reason"), comment: text("comment"), reported: fields.has("report") };
  }

  #reasons(): HTMLElement {
    const legend = build("legend", { part: "feedback-question" }, this.wording.say("feedback.question"));
    const chips = REASONS.map((reason) => this.#choice("radio", "reason", reason, `feedback.reason.${reason}`));
    return build("fieldset", { part: "reasons" }, legend, ...chips);
  }

  #choice(type: "radio" | "checkbox", name: string, value: string, text: keyof Texts): HTMLElement {
    const field = build("input", { type, name, value });
    return build("label", { part: type === "radio" ? "reason" : "report" }, field, build("span", {}, this.wording.say(text)));
  }

  #comment(): HTMLElement[] {
    const id = `${this.#name}-comment`;
    const hint = `${this.#name}-hint`;
    return [
      build("label", { for: id, part: "comment-label" }, this.wording.say("feedback.comment")),
      build("textarea", { id, name: "comment", part: "comment", rows: 2, dir: "auto", "aria-describedby": hint }),
      build("p", { id: hint, part: "comment-hint" }, this.wording.say("feedback.comment.hint")),
    ];
  }

  #report(): HTMLElement {
    return this.#choice("checkbox", "report", "yes", "feedback.report");
  }

  #buttons(skip: () => void): HTMLElement {
    return build(
      "div",
      { part: "feedback-buttons" },
      build("button", { type: "submit", part: "feedback-submit" }, this.wording.say("feedback.submit")),
      button({ part: "feedback-skip" }, skip, this.wording.say("feedback.skip")),
    );
  }
}
