/**
 * The `<erp-chat>` element: a launcher, and behind it the conversation with an assistant. It draws and passes on what the user
 * does; every decision is the assistant's. Importing this module has no side effect, and before the first opening nothing but
 * the launcher is loaded.
 */

import type { Assistant, AssistantOptions } from "../types.js";
import { styleSheet } from "./dom.js";
import { ErpChatCloseEvent, ErpChatErrorEvent, ErpChatOpenEvent, ErpChatReadyEvent } from "./events.js";
import { failureMessage, faultCode } from "./failure.js";
import { Launcher } from "./launcher.js";
import { LAUNCHER_STYLE } from "./launcher-style.js";
import { launcherWording, type LauncherWording } from "./launcher-texts.js";
import { recallOpen, rememberOpen } from "./open-state.js";
import type { Panel } from "./panel.js";
import { TOKENS_STYLE } from "./tokens-style.js";
import { Unread } from "./unread.js";
import { acceptableLocale } from "./wording.js";

/** Where the launcher stands. */
export type Placement = "bottom-end" | "bottom-start";

/** Light, dark, or as the user's system has it. */
export type Theme = "auto" | "light" | "dark";

/** Time that a host has to set options after the chat was opened, until the user is told: a slow sign-in takes less. */
const OPTIONS_WAIT_MS = 10_000;

/** Properties that a host may have set before the element was defined. */
const PROPERTIES = ["options", "assistant", "starters", "open", "heading", "placement", "theme"] as const;

// Without a DOM, as in Node, the module can still be imported; the element cannot be made there.
const HTMLElement = globalThis.HTMLElement ?? (class {} as typeof globalThis.HTMLElement);

/**
 * A chat with the assistant of the page.
 *
 * Events: `erp-chat-open`, `erp-chat-close`, `erp-chat-ready`, `erp-chat-error`; see `events.ts`.
 *
 * Custom properties, all optional: `--erp-chat-` followed by `accent`, `on-accent`, `accent-text`, `surface`, `surface-raised`,
 * `text`, `text-muted`, `line`, `control`, `good`, `danger`, `shadow`, `radius`, `font`, `font-size`, `width`, `height`, `edge`
 * (distance from the edge of the window), `layer` (z-index).
 *
 * Parts: `launcher badge`; `panel header avatar title status close log welcome welcome-title welcome-text starters starter foot
 * composer field input send sync latest failure failure-title failure-text retry`; in the log `turn bubble message reply reply-text
 * typing table-frame table caption link handoff handoff-mark handoff-title handoff-text handoff-transcript handoff-summary tags tag
 * hidden-tag reported-tag footer meta time logged thumbs thumb thumb-up thumb-down suggestions suggestion earlier divider notice`; and
 * after a thumb down `feedback feedback-question reasons reason comment-label comment comment-hint report feedback-buttons
 * feedback-submit feedback-skip thanks`.
 *
 * @example
 * const chat = document.querySelector("erp-chat");
 * chat.options = { user: { roles: ["employee"] }, actions: { "*": carryOut } };
 * chat.starters = ["How many leave days do I have?"];
 */
export class ErpChatElement extends HTMLElement {
  static readonly observedAttributes = ["open", "heading"];

  /** Registers the element, once. */
  static define(tag = "erp-chat", registry = globalThis.customElements): typeof ErpChatElement {
    if (registry && !registry.get(tag)) registry.define(tag, this);
    return this;
  }

  readonly #shadow: ShadowRoot;
  readonly #launcher = new Launcher(() => this.toggle());
  #panel: Panel | undefined;
  #panelLoading: Promise<Panel> | undefined;
  #options: AssistantOptions | undefined;
  #assistant: Assistant | undefined;
  #assistantMaking: Promise<void> | undefined;
  /** Whether the assistant was made here, and so ends here. */
  #assistantOwned = false;
  #unread: Unread | undefined;
  #starters: readonly string[] = [];
  #failure: HTMLElement | undefined;
  #settled = false;

  constructor() {
    super();
    this.#shadow = this.attachShadow({ mode: "open" });
    this.#shadow.adoptedStyleSheets = [styleSheet(TOKENS_STYLE, LAUNCHER_STYLE)];
    this.#shadow.append(this.#launcher.button);
    this.#shadow.addEventListener("keydown", (event) => this.#closeByKey(event as KeyboardEvent));
  }

  /** How to make the assistant; read when the chat is first opened. Later changes go to the assistant itself. */
  get options(): AssistantOptions | undefined {
    return this.#options;
  }

  set options(options: AssistantOptions | undefined) {
    this.#options = options;
    this.#drawLauncher();
    this.#dropForeignPanel();
    this.#panel?.welcome(this.#guest());
    const complete = this.#panel && this.#assistant;
    if (options && this.open && this.#settled && !complete) void this.#present(false);
  }

  /** The assistant, once there is one. A host that has made its own sets it; that one is never closed here. */
  get assistant(): Assistant | undefined {
    return this.#assistant;
  }

  set assistant(assistant: Assistant | undefined) {
    if (assistant === this.#assistant) return;
    this.#release();
    if (assistant) this.#adopt(assistant, false);
  }

  /** Messages to begin with, offered while there is no conversation. */
  get starters(): readonly string[] {
    return this.#starters;
  }

  set starters(starters: readonly string[]) {
    this.#starters = [...starters];
    this.#panel?.welcome(this.#guest());
  }

  /** Whether the chat is open. Mirrors the attribute. */
  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(open: boolean) {
    this.toggleAttribute("open", open);
  }

  /** Title of the chat. Mirrors the attribute. */
  get heading(): string {
    return this.getAttribute("heading") ?? this.#wording().say("panel.heading");
  }

  set heading(heading: string) {
    this.setAttribute("heading", heading);
  }

  /** Where the launcher stands; `bottom-end` unless told otherwise. Mirrors the attribute. */
  get placement(): Placement {
    return this.getAttribute("placement") === "bottom-start" ? "bottom-start" : "bottom-end";
  }

  set placement(placement: Placement) {
    this.setAttribute("placement", placement);
  }

  /** Colours; `auto` unless told otherwise. Mirrors the attribute. */
  get theme(): Theme {
    const theme = this.getAttribute("theme");
    return theme === "light" || theme === "dark" ? theme : "auto";
  }

  set theme(theme: Theme) {
    this.setAttribute("theme", theme);
  }

  /** Opens the chat and moves the focus to the message box. */
  show(): void {
    this.open = true;
  }

  /** Closes the chat. The conversation goes on. */
  hide(): void {
    this.open = false;
  }

  /** Opens or closes the chat. */
  toggle(): void {
    this.open = !this.open;
  }

  connectedCallback(): void {
    this.#takeEarlyProperties();
    this.open = recallOpen(this.id) ?? this.open;
    this.#settled = true;
    this.#drawLauncher();
    if (this.open) this.#opened(false);
  }

  disconnectedCallback(): void {
    this.#settled = false;
    // An element that is moved is connected again by then, and keeps its assistant.
    queueMicrotask(() => {
      if (!this.isConnected && this.#assistantOwned) this.#release();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === "heading") this.#panel?.title(this.heading);
    if (name !== "open" || !this.#settled || (before === null) === (now === null)) return;
    rememberOpen(this.id, this.open);
    if (this.open) this.#opened(true);
    else this.#closed();
  }

  #takeEarlyProperties(): void {
    const own = this as Record<string, unknown>;
    for (const name of PROPERTIES.filter((property) => Object.hasOwn(this, property))) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  #opened(focus: boolean): void {
    this.#unread?.clear();
    this.#drawLauncher();
    void this.#present(focus);
    this.dispatchEvent(new ErpChatOpenEvent());
  }

  #closed(): void {
    const hadFocus = this.#shadow.activeElement !== null;
    this.#panel?.hide();
    this.#failure?.remove();
    this.#drawLauncher();
    if (hadFocus) this.#launcher.button.focus();
    this.dispatchEvent(new ErpChatCloseEvent());
  }

  #closeByKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.hide();
  }

  async #present(focus: boolean): Promise<void> {
    this.#failure?.remove();
    // Both load at once, and both have settled before a failure is shown, in the panel when that at least is there.
    const loads = await Promise.allSettled([this.#showPanel(focus), this.#prepare()]);
    const failed = loads.find((load) => load.status === "rejected");
    if (failed) this.#fail(failed.reason);
  }

  async #showPanel(focus: boolean): Promise<void> {
    this.#panelLoading ??= this.#loadPanel();
    try {
      const panel = await this.#panelLoading;
      if (this.open && this.isConnected) panel.show(focus);
    } catch (error) {
      this.#panelLoading = undefined;
      throw error;
    }
  }

  async #loadPanel(): Promise<Panel> {
    const { Panel } = await import("./panel.js");
    const panel = new Panel(this.#locale(), this.heading, () => this.hide());
    panel.welcome(this.#guest());
    this.#panel = panel;
    this.#shadow.adoptedStyleSheets.push(...panel.styles);
    this.#shadow.append(panel.dialog);
    if (this.#assistant) panel.attach(this.#assistant);
    return panel;
  }

  /** A panel that is there already may speak another language than the user of new options. */
  #dropForeignPanel(): void {
    if (!this.#panel || this.#panel.locale === this.#locale()) return;
    this.#panel.detach();
    this.#panel.dialog.remove();
    this.#panel = undefined;
    this.#panelLoading = undefined;
  }

  /** Sees to it that there is an assistant; does nothing when there is one or one is being made. */
  #prepare(): Promise<void> {
    if (this.#assistant) return Promise.resolve();
    this.#assistantMaking ??= this.#makeAssistant().finally(() => (this.#assistantMaking = undefined));
    return this.#assistantMaking;
  }

  async #makeAssistant(): Promise<void> {
    const options = this.#options;
    if (!options) return this.#awaitOptions();
    const { createAssistant } = await import("../index.js");
    const assistant = await createAssistant(options);
    if (this.#assistant || !this.isConnected) assistant.close();
    else this.#adopt(assistant, true);
  }

  #awaitOptions(): void {
    setTimeout(() => {
      const missing = this.open && !this.#options && !this.#assistant;
      if (missing) this.#fail(Object.assign(new Error("set `options` or `assistant`"), { code: "options_missing" }));
    }, OPTIONS_WAIT_MS);
  }

  #adopt(assistant: Assistant, owned: boolean): void {
    this.#assistant = assistant;
    this.#assistantOwned = owned;
    this.#failure?.remove();
    this.#unread = new Unread(assistant, () => this.open, () => this.#drawLauncher());
    this.#panel?.welcome(this.#guest());
    this.#panel?.attach(assistant);
    this.dispatchEvent(new ErpChatReadyEvent(assistant));
  }

  #release(): void {
    this.#unread?.close();
    this.#panel?.detach();
    if (this.#assistantOwned) this.#assistant?.close();
    this.#unread = undefined;
    this.#assistant = undefined;
    this.#assistantOwned = false;
  }

  #fail(error: unknown): void {
    const code = faultCode(error);
    this.#failure?.remove();
    this.#failure = failureMessage(code, this.#wording(), () => void this.#present(true));
    if (this.#panel) this.#panel.fail(this.#failure);
    else if (this.open) this.#shadow.append(this.#failure);
    this.dispatchEvent(new ErpChatErrorEvent(code, error));
  }

  #drawLauncher(): void {
    this.#launcher.draw({ open: this.open, unread: this.#unread?.count ?? 0 }, this.#wording());
  }

  #guest(): { name: string; starters: readonly string[] } {
    return { name: this.#options?.user.name ?? "", starters: this.#starters };
  }

  #locale(): string {
    return acceptableLocale(this.#options?.user.locale ?? this.closest("[lang]")?.getAttribute("lang"));
  }

  #wording(): LauncherWording {
    return launcherWording(this.#locale());
  }
}
