// Compares found spans with labelled ones: typed F1, leaked spans and damaged messages, for each group and type.
//
// A found span is right when its type is the labelled one and the two overlap by at least half of their union; each span counts once.
// Credentials in a URL are labelled without the URL, so there a span that holds all of them, up to the whole URL, is right too.
// A labelled span leaks when a letter or digit of it lies outside every found span, whatever their types.
// A message without personal data is damaged when anything in it is found.

const SAME_SPAN = 0.5;
/** A type that stands for any other: a redactor that hides digits without saying what they are. */
export const ANY = "*";

/** Reads JSON Lines. */
export function parseLines(text) {
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

/** Scores `found`, a list of spans for each case, on `cases`; `types` limits both sides to some types. */
export function score(cases, found, types) {
  const total = tally();
  const groups = new Map();
  const perType = new Map();
  const failures = [];
  cases.forEach((one, index) => {
    const verdict = judge(one, found[index], types);
    add(total, verdict);
    add(entry(groups, one.group), verdict);
    addTypes(perType, verdict);
    if (verdict.missed.length + verdict.wrong.length + verdict.leaked.length > 0) failures.push({ ...one, ...verdict });
  });
  return { total, groups, perType, failures };
}

/** F1 of a tally. */
export function f1({ right, missed, wrong }) {
  return right === 0 ? 0 : (2 * right) / (2 * right + missed + wrong);
}

function judge(one, found, types) {
  const wanted = (span) => !types || types.has(span.type);
  const labelled = one.spans.filter(wanted);
  const others = one.spans.filter((span) => !wanted(span));
  const pairs = match(labelled, found);
  const wrong = found.filter((span) => !pairs.used.has(span) && !others.some((other) => overlap(span, other) > 0));
  const leaked = labelled.filter((span) => isReadable(one.text, span, found));
  return { ...pairs, wrong, leaked, labelled, innocent: one.spans.length === 0 };
}

/** Pairs each labelled span with the first found span that is the same and not yet taken. */
function match(labelled, found) {
  const used = new Set();
  const right = [];
  const missed = [];
  for (const span of labelled) {
    const twin = found.find((other) => !used.has(other) && isSame(span, other));
    if (twin) used.add(twin);
    (twin ? right : missed).push(span);
  }
  return { right, missed, used };
}

function isSame(labelled, found) {
  if (found.type !== labelled.type && found.type !== ANY) return false;
  const shared = overlap(labelled, found);
  const length = labelled.end - labelled.start;
  const isWhole = labelled.type === "URL_CRED" && shared === length;
  return isWhole || shared / (length + found.end - found.start - shared) >= SAME_SPAN;
}

function overlap(one, other) {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function isReadable(text, span, found) {
  const covered = (place) => found.some((other) => other.start <= place && place < other.end);
  const letters = [...text].slice(span.start, span.end);
  return letters.some((letter, index) => /[\p{L}\p{N}]/u.test(letter) && !covered(span.start + index));
}

function tally() {
  return { cases: 0, right: 0, missed: 0, wrong: 0, labelled: 0, leaked: 0, innocent: 0, damaged: 0 };
}

function entry(map, key) {
  if (!map.has(key)) map.set(key, tally());
  return map.get(key);
}

function add(sum, { right, missed, wrong, labelled, leaked, innocent }) {
  sum.cases += 1;
  sum.right += right.length;
  sum.missed += missed.length;
  sum.wrong += wrong.length;
  sum.labelled += labelled.length;
  sum.leaked += leaked.length;
  sum.innocent += innocent ? 1 : 0;
  sum.damaged += innocent && wrong.length > 0 ? 1 : 0;
}

function addTypes(perType, verdict) {
  for (const part of ["right", "missed", "wrong", "labelled", "leaked"]) {
    for (const span of verdict[part]) entry(perType, span.type)[part] += 1;
  }
}
