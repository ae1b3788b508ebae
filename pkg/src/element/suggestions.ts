/** Buttons that say something for the user: the options of the last turn, and messages to begin with. */

import type { Choice } from "../types.js";
import { build, button, type Child } from "./dom.js";
import { plainText } from "./safe.js";
import type { PanelWording } from "./texts.js";

/** The options of a turn; nothing without any. */
export function suggestionGroup(choices: readonly Choice[], wording: PanelWording, choose: (index: number) => void): Child[] {
  if (choices.length === 0) return [];
  const chips = choices.map(({ label }, index) =>
    button({ part: "suggestion", dir: "auto" }, () => choose(index), plainText(label)),
  );
  return [build("div", { part: "suggestions", role: "group", "aria-label": wording.say("turn.suggestions") }, ...chips)];
}
