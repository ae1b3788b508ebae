/**
 * The turns of the conversation, in their order. A turn is added once and updated in place afterwards, so that focus,
 * selection and the place that somebody reads stay where they are.
 */

import type { Turn } from "../types.js";
import { build, button, icon } from "./dom.js";
import { Earlier } from "./earlier.js";
import { DOWN } from "./icons.js";
import { TurnView, type TurnActions } from "./turn-view.js";
import type { PanelWording } from "./texts.js";

/** As far from the end, in pixels, somebody still counts as reading the end. */
const END_MARGIN = 48;
/** Turns on screen while its end is read: more than anybody looks back at without a reason. */
const ON_SCREEN = 60;
/** Turns on screen at most, when somebody has gone back. */
const MOST_ON_SCREEN = 200;

/** The log of the conversation. */
export class Transcript {
  readonly log: HTMLElement;
  /** Leads back to the end, and is there only when that is out of sight. */
  readonly latest: HTMLButtonElement;
  readonly #earlier: Earlier;
  /** Those on screen, oldest first. */
  readonly #views = new Map<string, TurnView>();
  /** Messages whose turn is not there yet, oldest first. */
  #expected: TurnView[] = [];
  #divider: HTMLElement | undefined;
  #notice: HTMLElement | undefined;

  constructor(
    readonly wording: PanelWording,
    readonly actions: TurnActions,
    readonly welcome: HTMLElement,
  ) {
    const name = wording.say("panel.log");
    this.#earlier = new Earlier(wording, () => this.#goBack());
    // The announcer speaks instead: see there.
    this.log = build("div", { part: "log", role: "log", "aria-live": "off", "aria-label": name, tabindex: 0 }, welcome, this.#earlier.root);
    this.latest = button({ part: "latest", hidden: true, "aria-label": wording.say("panel.latest") }, () => this.#leave(), icon(DOWN));
    this.log.addEventListener("scroll", () => (this.latest.hidden = this.#atEnd()), { passive: true });
    // What was at the end stays there when the message box grows or a keyboard comes up.
    new ResizeObserver(() => this.latest.hidden && this.scrollToEnd()).observe(this.log);
  }

  get isEmpty(): boolean {
    return this.#views.size + this.#expected.length === 0;
  }

  /** Whether a reply is still being worked on. */
  get isBusy(): boolean {
    return this.#expected.length > 0 || [...this.#views.values()].some((view) => view.turn?.working);
  }

  /** Shows turns of before a reload. */
  restore(turns: readonly Turn[]): void {
    if (turns.length === 0) return;
    this.#earlier.add(turns.slice(0, -ON_SCREEN));
    turns.slice(-ON_SCREEN).forEach((turn) => this.put(turn));
    this.#divider = build("p", { part: "divider" }, this.wording.say("turn.earlier"));
    this.log.append(this.#divider);
    this.scrollToEnd();
  }

  /** Shows a message at once, and that its reply is on the way. */
  expect(message: string): TurnView {
    const view = new TurnView(message, this.wording, this.actions);
    this.#notice?.remove();
    this.#expected.push(view);
    this.log.append(view.root);
    this.#settle();
    this.scrollToEnd();
    return view;
  }

  /** Takes a message back whose turn never came. */
  withdraw(view: TurnView): void {
    if (!this.#expected.includes(view)) return;
    this.#expected = this.#expected.filter((other) => other !== view);
    view.root.remove();
    this.#settle();
  }

  /** Adds a turn, or updates it. */
  put(turn: Turn): void {
    if (this.update(turn)) return;
    const follow = this.#atEnd();
    const view = this.#added(turn);
    this.#draw(view, turn, follow);
    this.#lighten(follow ? ON_SCREEN : MOST_ON_SCREEN);
  }

  /** Updates a turn; false when it is not here any more. */
  update(turn: Turn): boolean {
    const view = this.#views.get(turn.id);
    if (!view) return this.#earlier.update(turn);
    this.#draw(view, turn, this.#atEnd());
    return true;
  }

  /** Removes all turns. Messages on their way stay: they belong to what comes. */
  clear(): void {
    for (const { root } of this.#views.values()) root.remove();
    this.#views.clear();
    this.#earlier.clear();
    this.#divider?.remove();
    this.#notice?.remove();
    this.#settle();
  }

  /** Says under the last turn that something did not work, until the next message. */
  notice(text: string): void {
    this.#notice?.remove();
    this.#notice = build("p", { part: "notice" }, text);
    this.log.append(this.#notice);
    this.scrollToEnd();
  }

  scrollToEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }

  #draw(view: TurnView, turn: Turn, follow: boolean): void {
    view.draw(turn);
    this.#settle();
    if (follow) this.#follow(view);
  }

  /** Takes the oldest turns off the screen. */
  #lighten(most: number): void {
    const excess = [...this.#views].slice(0, Math.max(0, this.#views.size - most));
    for (const [id, { root }] of excess) {
      this.#views.delete(id);
      root.remove();
    }
    this.#earlier.add(excess.flatMap(([, { turn }]) => turn ?? []));
  }

  /** Brings earlier turns back; what somebody reads stays where it is. */
  #goBack(): void {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    const earlier = this.#earlier.take(ON_SCREEN).map((turn) => this.#drawn(turn));
    const later = [...this.#views.values()];
    this.#views.clear();
    for (const view of [...earlier, ...later]) this.#views.set(view.turn?.id ?? "", view);
    this.#earlier.root.after(...earlier.map(({ root }) => root));
    this.#settle();
    this.log.scrollTop = this.log.scrollHeight - fromEnd;
    if (this.#earlier.root.hidden) this.log.focus({ preventScroll: true });
  }

  #drawn(turn: Turn): TurnView {
    const view = new TurnView(turn.message, this.wording, this.actions);
    view.draw(turn);
    return view;
  }

  #added(turn: Turn): TurnView {
    const view = this.#expected.shift() ?? new TurnView(turn.message, this.wording, this.actions);
    this.#views.set(turn.id, view);
    if (!view.root.isConnected) this.log.append(view.root);
    return view;
  }

  /** Only the last turn offers options, and none does while a message is on its way. */
  #settle(): void {
    this.welcome.hidden = !this.isEmpty;
    const last = [...this.#views.values()].at(-1);
    for (const view of this.#views.values()) view.offer(view === last && this.#expected.length === 0);
  }

  #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < END_MARGIN;
  }

  /** Goes on to the end, but not past the beginning of a turn that is longer than the log. */
  #follow({ root }: TurnView): void {
    if (root.offsetHeight > this.log.clientHeight) root.scrollIntoView({ block: "start" });
    else this.scrollToEnd();
  }

  #leave(): void {
    this.scrollToEnd();
    this.log.focus();
  }
}
