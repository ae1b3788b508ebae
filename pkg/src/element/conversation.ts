/**
 * Joins an assistant and the views of the panel: passes on what the user does, and draws what the assistant says. It decides
 * nothing about replies, repeats or delivery.
 */

import type { Assistant, Rating, SyncStatus, Turn } from "../types.js";
import type { Announcer } from "./announcer.js";
import type { Composer } from "./composer.js";
import type { FeedbackDetails } from "./feedback-form.js";
import type { Header } from "./header.js";
import { SpokenReplies } from "./spoken-replies.js";
import { syncText, type SyncLine } from "./sync-line.js";
import type { Transcript } from "./transcript.js";
import type { PanelWording } from "./texts.js";

/** The views that a conversation is drawn in. */
export interface Views {
  wording: PanelWording;
  announcer: Announcer;
  composer: Composer;
  header: Header;
  syncLine: SyncLine;
  transcript: Transcript;
}

/** A conversation on screen. */
export class Conversation {
  readonly #listening = new AbortController();
  readonly #replies: SpokenReplies;
  #sessionId: string;
  #state: SyncStatus["state"];

  constructor(
    readonly assistant: Assistant,
    readonly views: Views,
  ) {
    this.#sessionId = assistant.sessionId;
    this.#state = assistant.status.state;
    this.#replies = new SpokenReplies(views.announcer, views.wording);
    this.#restore(assistant.turns);
    this.#listen();
    this.refresh();
  }

  /** Says something for the user. */
  send(text: string): void {
    void this.#take(text, () => this.assistant.send(text)).then((taken) => {
      if (!taken) this.views.composer.giveBack(text);
    });
  }

  /** Picks an option of the last turn. */
  choose(index: number, label: string): void {
    this.views.composer.focus();
    void this.#take(label, () => this.assistant.choose(index));
  }

  rate(turnId: string, rating: Rating, details?: FeedbackDetails): Promise<boolean> {
    return this.#attempt(() => this.assistant.feedback(turnId, rating, details && given(details)), "feedback.failed");
  }

  report(turnId: string, comment: string): Promise<boolean> {
    return this.#attempt(() => this.assistant.flag(turnId, comment || undefined), "feedback.failed");
  }

  /** Draws what does not belong to a turn. */
  refresh(): void {
    this.#renew();
    const { header, syncLine, transcript } = this.views;
    const { status } = this.assistant;
    if (transcript.isBusy) header.draw("working");
    else header.draw(status.state === "offline" ? "offline" : "ready");
    syncLine.draw(status, transcript.isEmpty);
  }

  /** Stops drawing and clears the screen. */
  close(): void {
    this.#listening.abort();
    this.#replies.close();
    this.views.transcript.clear();
    this.views.header.draw("loading");
  }

  #listen(): void {
    const { signal } = this.#listening;
    this.assistant.addEventListener("turn", (event) => this.#draw(event.detail), { signal });
    this.assistant.addEventListener("update", (event) => this.#redraw(event.detail), { signal });
    this.assistant.addEventListener("status", (event) => this.#announceState(event.detail), { signal });
  }

  #draw(turn: Turn): void {
    this.#renew(turn.id);
    this.views.transcript.put(turn);
    this.#replies.say(turn);
    this.refresh();
  }

  /** A turn that is so old that nobody can go back to it is not drawn again. */
  #redraw(turn: Turn): void {
    this.#renew();
    if (this.views.transcript.update(turn)) this.#replies.say(turn);
    this.refresh();
  }

  /** Another user, or a conversation that was erased or has ended: what is on screen gives way to the turns of the new one. */
  #renew(newest = ""): void {
    if (this.assistant.sessionId === this.#sessionId) return;
    this.#sessionId = this.assistant.sessionId;
    this.views.transcript.clear();
    this.#restore(this.assistant.turns.filter((turn) => turn.id !== newest));
  }

  #restore(turns: readonly Turn[]): void {
    turns.forEach((turn) => this.#replies.know(turn));
    this.views.transcript.restore(turns);
  }

  async #take(message: string, ask: () => Promise<Turn>): Promise<boolean> {
    const expected = this.views.transcript.expect(message);
    this.#replies.expect();
    this.refresh();
    const taken = await this.#attempt(ask, "turn.failed");
    this.views.transcript.withdraw(expected);
    this.refresh();
    return taken;
  }

  async #attempt(act: () => Promise<unknown>, failed: "turn.failed" | "feedback.failed"): Promise<boolean> {
    try {
      await act();
      return true;
    } catch {
      this.views.announcer.say(this.views.wording.say(failed));
      this.views.transcript.notice(this.views.wording.say(failed));
      return false;
    }
  }

  /** Going offline and coming back are worth a word; each attempt to send is not. */
  #announceState(status: SyncStatus): void {
    const turned = (status.state === "offline") !== (this.#state === "offline");
    this.#state = status.state;
    if (turned) this.views.announcer.say(syncText(status, this.views.wording));
    this.refresh();
  }
}

function given({ reason, comment }: FeedbackDetails): { reason?: string; comment?: string } {
  return { ...(reason && { reason }), ...(comment && { comment }) };
}
