/** What stands in the log before there is a conversation: a greeting, and messages to begin with. */

import { build, button, icon } from "./dom.js";
import { ARROW } from "./icons.js";
import { plainText } from "./safe.js";
import type { PanelWording } from "./texts.js";

/** Who is welcomed, and with what. */
export interface Guest {
  /** Empty when the host does not say. */
  name: string;
  starters: readonly string[];
}

/** The welcome. */
export class Welcome {
  readonly root = build("section", { part: "welcome" });

  constructor(
    readonly wording: PanelWording,
    readonly send: (text: string) => void,
  ) {}

  draw({ name, starters }: Guest): void {
    const title = name === "" ? this.wording.say("welcome.title") : this.wording.say("welcome.title.named", { name: plainText(name) });
    this.root.replaceChildren(
      build("p", { part: "welcome-title" }, title),
      build("p", { part: "welcome-text" }, this.wording.say("welcome.text")),
      ...(starters.length > 0 ? [this.#starters(starters)] : []),
    );
  }

  #starters(starters: readonly string[]): HTMLElement {
    const buttons = starters.map((text) =>
      button({ part: "starter", dir: "auto" }, () => this.send(text), build("span", {}, plainText(text)), icon(ARROW)),
    );
    return build("div", { part: "starters", role: "group", "aria-label": this.wording.say("welcome.starters") }, ...buttons);
  }
}
