/** Tells the user that the chat could not be loaded, in plain words, with a way to try again. */

import { build, button } from "./dom.js";
import type { LauncherWording } from "./launcher-texts.js";

/** The code of what was thrown: its own when it has one. */
export function faultCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return navigator.onLine ? "load_failed" : "offline";
}

/** A message for a code, with a button. */
export function failureMessage(code: string, wording: LauncherWording, retry: () => void): HTMLElement {
  const key = `failure.${code}`;
  const reason = wording.say(wording.knows(key) ? key : "failure.other");
  return build(
    "div",
    { part: "failure", role: "alert", "data-code": code },
    build("p", { part: "failure-title" }, wording.say("failure.title")),
    build("p", { part: "failure-text" }, reason),
    button({ part: "retry" }, retry, wording.say("failure.retry")),
  );
}
