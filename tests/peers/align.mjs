// Spans of a redactor that only returns a text: its placeholders are laid beside the original.

/** What a redactor whose placeholders may be chosen puts around them, as no message has it. */
export const MARKS = ["\u0001", "\u0002"];

/** Places in `original`, in code points, of what `redacted` shows as a placeholder; `placeholder` captures the name of its type. */
export function align(original, redacted, placeholder) {
  const parts = redacted.split(placeholder);
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escape(part) : "(.+?)")).join("");
  const match = new RegExp(`^${pattern}$`, "dsu").exec(original);
  if (!match) throw new Error("a redacted text does not fit its original");
  const place = codePoints(original);
  return match.indices.slice(1).map(([start, end], index) => ({ start: place(start), end: place(end), type: parts[2 * index + 1] }));
}

/**
 * The same for a redactor that takes several steps, as functions. Placeholders of two types may then stand side by side:
 * laid beside the original at once, it would be open where the one ends.
 */
export function alignSteps(original, steps, placeholder) {
  let cells = [...original].map((letter, start) => ({ letter, start, end: start + 1 }));
  for (const step of steps) {
    const before = cells.map((cell) => cell.letter).join("");
    const spans = align(before, step(before), placeholder).filter((span) => !isMerged(cells, span));
    cells = spans.reduceRight((kept, span) => kept.toSpliced(span.start, span.end - span.start, ...merged(kept, span)), cells);
  }
  return [...new Set(cells.map((cell) => cell.found).filter(Boolean))];
}

/** Whether the span is a placeholder of an earlier step. */
function isMerged(cells, { start, end }) {
  return cells[start].found !== undefined && cells[start].found === cells[end - 1].found;
}

/** The cells of a placeholder, which all stand for what it hides. */
function merged(cells, { start, end, type }) {
  const found = { start: cells[start].start, end: cells[end - 1].end, type };
  return [...MARKS[0], ...type, ...MARKS[1]].map((letter) => ({ letter, start: found.start, end: found.end, found }));
}

/** Turns UTF-16 offsets into code points. */
export function codePoints(text) {
  return (offset) => [...text.slice(0, offset)].length;
}

function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
