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
  return build(
    "div",
    { part: "failure", role: "alert", "data-code": code },
    build("p", { part: "failure-title" }, wording.say("failure.title")),
    build("p", { part: "failure-text" }, wording.say(`failure.${reasonFor(code)}`)),
    button({ part: "retry" }, retry, wording.say("failure.retry")),
  );
}

/** What the user is told. Whatever went wrong without a network went wrong for want of it. */
function reasonFor(code: string): "offline" | "blocked" | "waiting" | "missing" | "damaged" | "other" {
  if (!navigator.onLine) return "offline";
  if (code === "wasm_blocked") return "blocked";
  if (code === "options_missing") return "waiting";
  if (code.endsWith("_missing")) return "missing";
  return code === "wasm_invalid" || code.startsWith("bundle_") ? "damaged" : "other";
}
