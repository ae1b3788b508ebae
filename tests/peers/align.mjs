// Spans of a redactor that only returns a text: its placeholders are laid beside the original.

/** Places in `original`, in code points, of what `redacted` shows as a placeholder; `placeholder` captures the name of its type. */
export function align(original, redacted, placeholder) {
  const parts = redacted.split(placeholder);
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escape(part) : "(.+?)")).join("");
  const match = new RegExp(`^${pattern}$`, "dsu").exec(original);
  if (!match) throw new Error("a redacted text does not fit its original");
  const place = codePoints(original);
  return match.indices.slice(1).map(([start, end], index) => ({ start: place(start), end: place(end), type: parts[2 * index + 1] }));
}

/** Turns UTF-16 offsets into code points. */
export function codePoints(text) {
  return (offset) => [...text.slice(0, offset)].length;
}

function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
