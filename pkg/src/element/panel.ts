/**
 * The panel behind the launcher, loaded when the chat is first opened. It is a dialog beside the page, and on a small screen a
 * sheet over it. It puts the views together and gives them a conversation.
 */

import type { Assistant } from "../types.js";
import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { Conversation, type Views } from "./conversation.js";
import { CONTROLS_STYLE } from "./controls-style.js";
import { build, styleSheet } from "./dom.js";
import { Header } from "./header.js";
import { PANEL_STYLE, SMALL_SCREEN } from "./panel-style.js";
import { SyncLine } from "./sync-line.js";
import { Transcript } from "./transcript.js";
import type { TurnActions, TurnView } from "./turn-view.js";
import { TURN_STYLE } from "./turn-style.js";
import { Welcome, type Guest } from "./welcome.js";
import { panelWording } from "./texts.js";

/** The chat itself. */
export class Panel {
  readonly dialog: HTMLDialogElement;
  readonly styles = [styleSheet(PANEL_STYLE, TURN_STYLE, CONTROLS_STYLE)];
  readonly #views: Views;
  readonly #welcome: Welcome;
  readonly #smallScreen = matchMedia(SMALL_SCREEN);
  #conversation: Conversation | undefined;
  #failure: HTMLElement | undefined;
  /** What the user said while the assistant was still loading. */
  readonly #early: { text: string; view: TurnView }[] = [];

  constructor(
    readonly locale: string,
    heading: string,
    readonly close: () => void,
  ) {
    const wording = panelWording(locale);
    const send = (text: string): void => this.#send(text);
    this.#welcome = new Welcome(wording, send);
    this.#views = {
      wording,
      announcer: new Announcer(),
      composer: new Composer(wording, send),
      header: new Header(wording, close),
      syncLine: new SyncLine(wording),
      transcript: new Transcript(wording, this.#actions(), this.#welcome.root),
    };
    this.dialog = this.#assemble();
    this.title(heading);
    this.#listen();
  }

  /** Opens the panel. */
  show(focus: boolean): void {
    this.#succeed();
    this.#place();
    this.#conversation?.refresh();
    if (focus) this.#focus();
  }

  hide(): void {
    this.dialog.close();
  }

  title(text: string): void {
    this.#views.header.title(text);
  }

  welcome(guest: Guest): void {
    this.#welcome.draw(guest);
  }

  /** Shows the conversation with an assistant. */
  attach(assistant: Assistant): void {
    this.detach();
    this.#succeed();
    const early = this.#takeEarly();
    this.#conversation = new Conversation(assistant, this.#views);
    early.forEach((text) => this.#send(text));
  }

  /** Shows no conversation. */
  detach(): void {
    this.#conversation?.close();
    this.#conversation = undefined;
  }

  /** Shows, in place of the conversation, that it could not be loaded. */
  fail(message: HTMLElement): void {
    const hadFocus = this.#focused() !== null;
    this.#takeEarly().forEach((text) => this.#views.composer.giveBack(text));
    this.#failure = message;
    this.#views.transcript.log.before(message);
    this.dialog.toggleAttribute("data-failed", true);
    this.#views.header.draw("failed");
    if (hadFocus) this.#focus();
  }

  #succeed(): void {
    this.#failure?.remove();
    this.#failure = undefined;
    this.dialog.removeAttribute("data-failed");
    this.#views.header.draw("loading");
  }

  /** Sends a text, or shows it until there is somebody to send it to. */
  #send(text: string): void {
    if (this.#conversation) this.#conversation.send(text);
    else this.#early.push({ text, view: this.#views.transcript.expect(text) });
  }

  #takeEarly(): string[] {
    const early = this.#early.splice(0);
    early.forEach(({ view }) => this.#views.transcript.withdraw(view));
    return early.map(({ text }) => text);
  }

  #assemble(): HTMLDialogElement {
    const { announcer, composer, header, syncLine, transcript, wording } = this.#views;
    const foot = build("div", { part: "foot" }, transcript.latest, composer.root, syncLine.root);
    const body = [header.root, transcript.log, foot, announcer.root];
    return build("dialog", { part: "panel", id: "panel", "aria-labelledby": "title", lang: wording.language }, ...body);
  }

  #listen(): void {
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    // A browser may close a sheet by itself, when its user insists.
    this.dialog.addEventListener("close", () => {
      if (!this.dialog.open) this.close();
    });
    this.#smallScreen.addEventListener("change", () => {
      if (this.dialog.open) this.#place();
    });
  }

  /** On a small screen the panel covers the page, so the page cannot be reached then; beside it, it can. */
  #place(): void {
    const asSheet = this.#smallScreen.matches;
    if (this.dialog.open && this.dialog.matches(":modal") === asSheet) return;
    const focused = this.#focused();
    if (this.dialog.open) this.dialog.close();
    if (asSheet) this.dialog.showModal();
    else this.dialog.setAttribute("open", "");
    focused?.focus();
    this.#views.transcript.scrollToEnd();
  }

  #focused(): HTMLElement | null {
    return this.dialog.querySelector<HTMLElement>(":focus");
  }

  #focus(): void {
    const retry = this.#failure?.querySelector("button");
    if (retry) retry.focus();
    else this.#views.composer.focus();
  }

  #actions(): TurnActions {
    return {
      choose: (index, label) => this.#conversation?.choose(index, label),
      rate: async (...rating) => (await this.#conversation?.rate(...rating)) ?? false,
      report: async (...report) => (await this.#conversation?.report(...report)) ?? false,
      announce: (text) => this.#views.announcer.say(text),
    };
  }
}
