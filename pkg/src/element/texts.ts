/**
 * Every text that the panel says by itself, by key. What the assistant says is the engine's and is not here. A language is one
 * more table of the same keys, here and in `launcher-texts.ts`: `{name}` is filled in, and where a key ends in a plural category,
 * the count chooses it.
 */

import { languageFor, launcherTexts, type LauncherTexts } from "./launcher-texts.js";
import { Wording } from "./wording.js";

const ENGLISH = {
  "panel.loading": "Getting ready…",
  "panel.ready": "Ready to help",
  "panel.working": "Working on it…",
  "panel.offline": "Offline, and still here to help",
  "panel.failed": "Not available at the moment",
  "panel.log": "Conversation",
  "panel.latest": "Go to the latest reply",

  "welcome.title": "How can I help?",
  "welcome.title.named": "Hello {name}, how can I help?",
  "welcome.text": "Ask in your own words. I can look things up, fill in forms and get things done for you.",
  "welcome.starters": "Things you can ask",

  "composer.label": "Message",
  "composer.placeholder": "Ask me anything…",
  "composer.send": "Send",

  "turn.you": "You:",
  "turn.assistant": "Assistant:",
  "turn.failed": "That did not go through. Please try again.",
  "turn.suggestions": "Suggestions",
  "turn.earlier": "Earlier messages",
  "turn.show-earlier": "Show earlier messages",
  "turn.reported": "Reported for review",

  "announce.working": "The assistant is working on it.",
  "announce.suggestions.one": "{count} suggestion.",
  "announce.suggestions.other": "{count} suggestions.",
  "announce.rows.one": "A table with {count} row.",
  "announce.rows.other": "A table with {count} rows.",

  "rows.caption.one": "{count} row",
  "rows.caption.other": "{count} rows",

  "logged.writing": "Saving…",
  "logged.stored": "Saved",
  "logged.memory": "Kept in this page only",
  "logged.off": "Not logged",

  "feedback.group": "Rate this reply",
  "feedback.up": "Helpful",
  "feedback.down": "Not helpful",
  "feedback.question": "What went wrong?",
  "feedback.reason.misunderstood": "Did not understand me",
  "feedback.reason.wrong": "The answer is wrong",
  "feedback.reason.not_done": "Did not do what I asked",
  "feedback.reason.unclear": "Hard to follow",
  "feedback.reason.other": "Something else",
  "feedback.comment": "Comment (optional)",
  "feedback.comment.hint": "Personal details are hidden before anything is saved.",
  "feedback.report": "Ask a person to review this answer",
  "feedback.submit": "Submit",
  "feedback.skip": "Skip",
  "feedback.thanks": "Thank you. This helps the assistant to do better.",
  "feedback.invite": "You can add what went wrong.",
  "feedback.failed": "Your rating was not taken. Please try again.",

  "handoff.offered": "Someone can take it from here",
  "handoff.offered.text": "Choose below how you would like to go on.",
  "handoff.ticket": "Support ticket",
  "handoff.ticket.text": "The support team gets this conversation with it.",
  "handoff.specialist": "A specialist",
  "handoff.specialist.text": "A colleague who knows this area gets the conversation.",
  "handoff.search": "More resources",
  "handoff.search.text": "A search beyond what the assistant knows.",
  "handoff.transcript": "What is handed over",

  "hidden.some": "Hidden for your safety: {kinds}",
  "hidden.kind.EMAIL": "email address",
  "hidden.kind.PHONE": "phone number",
  "hidden.kind.ADDRESS": "postal address",
  "hidden.kind.NAME": "name",
  "hidden.kind.CARD": "card number",
  "hidden.kind.CVV": "card security code",
  "hidden.kind.IBAN": "bank account number",
  "hidden.kind.BANK_ACCOUNT": "bank account number",
  "hidden.kind.ABA": "bank routing number",
  "hidden.kind.UPI": "payment address",
  "hidden.kind.CRYPTO": "wallet address",
  "hidden.kind.SSN": "social security number",
  "hidden.kind.TAX_ID": "tax number",
  "hidden.kind.AADHAAR": "Aadhaar number",
  "hidden.kind.PAN": "PAN",
  "hidden.kind.GSTIN": "GSTIN",
  "hidden.kind.VOTER_ID": "voter card number",
  "hidden.kind.NINO": "national insurance number",
  "hidden.kind.NHS": "health service number",
  "hidden.kind.PASSPORT": "passport number",
  "hidden.kind.DRIVER_LICENCE": "driving licence number",
  "hidden.kind.PASSWORD": "password or code",
  "hidden.kind.API_KEY": "access key",
  "hidden.kind.JWT": "access token",
  "hidden.kind.PRIVATE_KEY": "private key",
  "hidden.kind.URL_CRED": "password in a link",
  "hidden.kind.IP": "network address",
  "hidden.kind.MAC": "device address",
  "hidden.kind.DOB": "date of birth",
  "hidden.kind.unknown": "personal detail",

  "sync.saved": "All messages saved",
  "sync.waiting.one": "{count} message is about to be sent",
  "sync.waiting.other": "{count} messages are about to be sent",
  "sync.retrying.one": "No answer yet. {count} message waits and will be sent again",
  "sync.retrying.other": "No answer yet. {count} messages wait and will be sent again",
  "sync.others.one": "{count} message of another user waits on this device",
  "sync.others.other": "{count} messages of another user wait on this device",
  "sync.sending.one": "Sending {count} message…",
  "sync.sending.other": "Sending {count} messages…",
  "sync.offline.none": "Offline. You can keep chatting",
  "sync.offline.one": "Offline. {count} message will be sent later",
  "sync.offline.other": "Offline. {count} messages will be sent later",
  "sync.paused.none": "Sending is paused. You can keep chatting",
  "sync.paused.one": "Paused. {count} message will be sent later",
  "sync.paused.other": "Paused. {count} messages will be sent later",
  "sync.memory": "Kept in this page only, so leave it open",
  "sync.device": "Saved on this device",
  "sync.off": "This conversation is not logged",
} as const;

/** All texts of a language. */
export type Texts = LauncherTexts & Readonly<Record<keyof typeof ENGLISH, string>>;

const LANGUAGES: Readonly<Record<string, Readonly<Record<keyof typeof ENGLISH, string>>>> = { en: ENGLISH };

/** Says the texts of the panel. */
export type PanelWording = Wording<keyof Texts>;

/** What says the texts of the panel in a locale. */
export function panelWording(locale: string): PanelWording {
  const language = languageFor(locale);
  const texts = LANGUAGES[language] ?? ENGLISH;
  return new Wording(locale, language, { ...launcherTexts(language), ...texts });
}
