/** What may come from a user, a host or a model is shown as plain text, and leads only where a chat may lead. */

/** Controls that reorder text, so that a name or a link could read as another one. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text without controls that reorder it. */
export function plainText(text: string): string {
  return text.replace(REORDERING, "");
}

/** The address of a link when it is `https:`, `mailto:` or a path of this origin, and `undefined` when not. */
export function safeAddress(href: string): URL | undefined {
  const url = parse(href);
  if (!url || url.username !== "" || url.password !== "") return undefined;
  const ownPath = url.protocol === "http:" && url.origin === location.origin;
  return url.protocol === "https:" || url.protocol === "mailto:" || ownPath ? url : undefined;
}

function parse(href: string): URL | undefined {
  try {
    return new URL(href, document.baseURI);
  } catch {
    return undefined;
  }
}
