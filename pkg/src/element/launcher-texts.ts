/** The texts that are needed before the chat is opened. They are a file of their own to keep that part small: see `texts.ts`. */

import { Wording } from "./wording.js";

const ENGLISH = {
  "launcher.open": "Open chat",
  "launcher.close": "Close chat",
  "launcher.unread.one": "Open chat, {count} unread reply",
  "launcher.unread.other": "Open chat, {count} unread replies",
  "panel.heading": "Assistant",
  "failure.title": "The chat could not start",
  "failure.offline": "You seem to be offline. Connect once, and the chat will also work without a network afterwards.",
  "failure.blocked": "This page does not allow the chat to run. Please tell the people who look after it.",
  "failure.missing": "A part of the chat is missing on this page. Please tell the people who look after it.",
  "failure.damaged": "A part of the chat arrived damaged, so it was not used.",
  "failure.waiting": "The chat has not been set up on this page yet.",
  "failure.other": "Something went wrong while it was loading.",
  "failure.retry": "Try again",
} as const;

/** Texts of the launcher in a language. */
export type LauncherTexts = Readonly<Record<keyof typeof ENGLISH, string>>;

const LANGUAGES: Readonly<Record<string, LauncherTexts>> = { en: ENGLISH };

/** Says the texts of the launcher. */
export type LauncherWording = Wording<keyof LauncherTexts>;

/** What says the texts of the launcher in a locale. */
export function launcherWording(locale: string): LauncherWording {
  const language = languageFor(locale);
  return new Wording(locale, language, launcherTexts(language));
}

/** The texts of the launcher in a language. */
export function launcherTexts(language: string): LauncherTexts {
  return LANGUAGES[language] ?? ENGLISH;
}

/** The language of a locale when there are texts in it, and English when not. */
export function languageFor(locale: string): string {
  const { language } = new Intl.Locale(locale);
  return Object.hasOwn(LANGUAGES, language) ? language : "en";
}
