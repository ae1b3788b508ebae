/** The round button that opens and closes the chat. It is all that a page loads before somebody wants to talk. */

import { build, button, icon, setAttributes } from "./dom.js";
import type { LauncherWording } from "./launcher-texts.js";

const BUBBLE = "M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5V20l3.4-1.9c.7.1 1.4.2 2.1.2 4.7 0 8.5-3.2 8.5-7.1S16.7 4 12 4Zm-3.5 7.3h.01M12 11.3h.01M15.5 11.3h.01";
const CHEVRON = "m6 9.5 6 6 6-6";

/** Above this an unread count is shown as "9+". */
const BADGE_LIMIT = 9;

/** What the launcher shows. */
export interface LauncherState {
  open: boolean;
  unread: number;
}

/** The launcher button with its unread badge. */
export class Launcher {
  readonly button: HTMLButtonElement;
  readonly #badge = build("span", { part: "badge", "aria-hidden": "true", hidden: true });

  constructor(press: () => void) {
    this.button = button({ part: "launcher" }, press, icon(BUBBLE), icon(CHEVRON), this.#badge);
  }

  /** Shows a state in words and in looks. */
  draw(state: LauncherState, wording: LauncherWording): void {
    setAttributes(this.button, { lang: wording.language, "aria-label": launcherName(state, wording), "aria-expanded": String(state.open) });
    this.#badge.hidden = state.open || state.unread === 0;
    this.#badge.textContent = state.unread > BADGE_LIMIT ? `${BADGE_LIMIT}+` : String(state.unread);
  }
}

function launcherName({ open, unread }: LauncherState, wording: LauncherWording): string {
  if (open) return wording.say("launcher.close");
  return unread > 0 ? wording.count("launcher.unread", unread) : wording.say("launcher.open");
}
