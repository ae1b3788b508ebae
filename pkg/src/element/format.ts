/** Formats typed values in the locale of the user. What `Intl` does not accept is shown as it came. */

import type { Cell } from "../types.js";
import { build, type Child } from "./dom.js";
import { plainText, safeAddress } from "./safe.js";

/** What a cell shows. */
export function cellContent(cell: Cell, locale: string): Child {
  switch (cell.type) {
    case "text":
      return plainText(cell.value);
    case "number":
      return new Intl.NumberFormat(locale).format(cell.value);
    case "money":
      return money(cell.value, cell.currency, locale);
    case "date":
      return day(cell.value, locale);
    case "link":
      return link(cell.value, cell.href);
  }
}

/** Time of day of an instant. */
export function timeOfDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at);
}

/** Things in one sentence: "a, b and c". */
export function list(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale).format(items);
}

function money(value: number, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(value);
  } catch {
    return `${new Intl.NumberFormat(locale).format(value)} ${plainText(currency)}`;
  }
}

function day(iso: string, locale: string): Child {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return plainText(iso);
  // A bare date is midnight in UTC, and must not become the day before further west.
  const timeZone = iso.length <= "2026-01-01".length ? "UTC" : undefined;
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(at);
  return build("time", { datetime: iso }, shown);
}

function link(text: string, href: string): Child {
  const address = safeAddress(href);
  if (!address) return plainText(text);
  const elsewhere = address.protocol === "https:" && address.origin !== location.origin;
  const leave = elsewhere ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return build("a", { part: "link", href: address.href, ...leave }, plainText(text));
}
