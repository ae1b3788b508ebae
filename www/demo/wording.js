/** Money, days and counts as a person of a locale reads them. */

import { periodOf } from "./days.js";

/** The words for one locale, to be used in facts, notes and tables. */
export function wording(locale) {
  return {
    locale,
    day: (iso, dateStyle = "long") => format(locale, { dateStyle }).format(moment(iso)),
    month: (iso) => format(locale, { month: "long", year: "numeric" }).format(moment(iso)),
    period: (slot) => period(locale, slot),
    money: (value, currency) => money(locale, value, currency),
  };
}

const format = (locale, options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });

const moment = (iso) => new Date(`${iso}T00:00:00Z`);

function money(locale, value, currency) {
  const options = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" };
  return new Intl.NumberFormat(locale, options).format(value);
}

function period(locale, slot) {
  const { from, to } = periodOf(slot);
  const words = format(locale, { dateStyle: "long" });
  return words.formatRange(moment(from), moment(to)).replace(/\s*\u2013\s*/u, " to ");
}

/** `1 day`, `3 days`. */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `a, b and c`. */
export function joined(items, word = "and") {
  const last = items.at(-1);
  return items.length < 2 ? (last ?? "") : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}
