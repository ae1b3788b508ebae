/**
 * The one live region of the conversation: hidden from view, always mounted, and given plain text once for each thing to say.
 * The transcript itself is not live, because screen readers would read every change of a turn, and on reload all of it.
 */

import { build } from "./dom.js";

/** Texts that stay in the region: a screen reader may still be reading the last but one. */
const KEPT = 2;

/** Says things to users of assistive technology. */
export class Announcer {
  // Not atomic: only what is new is read.
  readonly root = build("div", { class: "spoken", part: "announcer", role: "status", "aria-atomic": "false" });

  /** Says a text; empty texts are not said. */
  say(text: string): void {
    if (text === "") return;
    this.root.append(build("p", {}, text));
    while (this.root.childElementCount > KEPT) this.root.firstElementChild?.remove();
  }
}
