/** One exchange: what the user said, what the assistant answered, and what came with it. It is updated in place, never rebuilt. */

import type { Cell, Choice, Handoff, Turn } from "../types.js";
import { build, icon, setAttributes, spoken, type Child } from "./dom.js";
import { Feedback, type FeedbackActions } from "./feedback.js";
import { list, timeOfDay } from "./format.js";
import { handoffCard } from "./handoff-card.js";
import { Holder } from "./holder.js";
import { CHECK, FLAG, SHIELD } from "./icons.js";
import { rowsTable } from "./rows-table.js";
import { plainText } from "./safe.js";
import { suggestionGroup } from "./suggestions.js";
import type { PanelWording } from "./texts.js";

/** What a user can do in a turn. */
export interface TurnActions extends FeedbackActions {
  choose(index: number, label: string): void;
}

/** The view of a turn, which may still be on its way. */
export class TurnView {
  readonly root = build("article", { part: "turn" });
  turn: Turn | undefined;

  readonly #message = build("div", { part: "bubble message", dir: "auto" });
  readonly #speaker: HTMLElement;
  readonly #reply = build("span", { part: "reply-text" });
  readonly #typing = build("span", { part: "typing", "aria-hidden": "true" }, build("i"), build("i"), build("i"));
  readonly #replyBubble = build("div", { part: "bubble reply", dir: "auto" }, this.#reply, this.#typing);
  readonly #rows: Holder<Cell[][]>;
  readonly #handoff: Holder<Handoff | null>;
  readonly #tags: Holder<Pick<Turn, "hidden" | "reported">>;
  readonly #meta: Holder<Pick<Turn, "at" | "logged">>;
  readonly #suggestions: Holder<Choice[]>;
  readonly #feedback: Feedback;

  constructor(
    message: string,
    readonly wording: PanelWording,
    actions: TurnActions,
  ) {
    this.#speaker = spoken(wording.say("turn.you"));
    this.#rows = new Holder(build("div"), (rows) => rowsTable(rows, wording));
    this.#handoff = new Holder(build("div"), (handoff) => handoffCard(handoff, wording));
    this.#tags = new Holder(build("div", { part: "tags" }), (turn) => tags(turn, wording));
    this.#meta = new Holder(build("div", { part: "meta" }), (turn) => meta(turn, wording));
    this.#suggestions = new Holder(build("div"), (options) => this.#offer(options, actions));
    this.#feedback = new Feedback(wording, actions);
    this.#assemble(message);
  }

  /** Shows a turn, as it is now. */
  draw(turn: Turn): void {
    this.turn = turn;
    setAttributes(this.root, { "data-turn-id": turn.id, "data-route": turn.route, "data-logged": turn.logged, "data-working": turn.working });
    this.#drawMessage(turn.message);
    this.#drawReply(turn);
    this.#rows.draw(turn.rows);
    this.#handoff.draw(turn.handoff);
    this.#tags.draw({ hidden: turn.hidden, reported: turn.reported });
    this.#meta.draw({ at: turn.at, logged: turn.logged });
    this.#feedback.draw(turn);
  }

  /** Offers the options of the turn, or takes them away. */
  offer(last: boolean): void {
    this.#suggestions.draw(last ? (this.turn?.options ?? []) : []);
  }

  #assemble(message: string): void {
    const footer = build("div", { part: "footer" }, this.#meta.root, this.#feedback.thumbs);
    this.#feedback.thumbs.hidden = true;
    this.#drawMessage(message);
    this.root.append(
      this.#speaker,
      this.#message,
      spoken(this.wording.say("turn.assistant")),
      this.#replyBubble,
      ...[this.#rows, this.#handoff, this.#tags].map((holder) => holder.root),
      footer,
      this.#feedback.place,
      this.#suggestions.root,
    );
  }

  #drawMessage(message: string): void {
    setText(this.#message, plainText(message));
    this.#message.hidden = this.#speaker.hidden = message === "";
  }

  #drawReply(turn: Turn): void {
    setText(this.#reply, plainText(turn.reply));
    this.#typing.hidden = !turn.working;
    this.#replyBubble.hidden = turn.reply === "" && !turn.working;
  }

  #offer(options: Choice[], actions: TurnActions): Child[] {
    return suggestionGroup(options, this.wording, (index) => actions.choose(index, options[index]?.label ?? ""));
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function meta({ at, logged }: Pick<Turn, "at" | "logged">, wording: PanelWording): Child[] {
  const time = build("time", { part: "time", datetime: new Date(at).toISOString() }, timeOfDay(at, wording.locale));
  const words = wording.say(`logged.${logged}`);
  const state = logged === "stored" ? [icon(CHECK), spoken(words)] : [words];
  return [time, build("span", { part: "logged" }, ...state)];
}

function tags({ hidden, reported }: Pick<Turn, "hidden" | "reported">, wording: PanelWording): Child[] {
  const kinds = [...new Set(Object.keys(hidden).map((kind) => kindName(kind, wording)))];
  const safety = wording.say("hidden.some", { kinds: list(kinds, wording.locale) });
  return [
    ...(kinds.length > 0 ? [build("span", { part: "tag hidden-tag" }, icon(SHIELD), safety)] : []),
    ...(reported ? [build("span", { part: "tag reported-tag" }, icon(FLAG), wording.say("turn.reported"))] : []),
  ];
}

function kindName(kind: string, wording: PanelWording): string {
  const key = `hidden.kind.${kind}`;
  return wording.say(wording.knows(key) ? key : "hidden.kind.unknown");
}
