// How well messages are routed. A row is what was found of a message: `intent`, `confidence`, `oos`, and what was `expected`.

/** Share of the in-scope rows whose best intent is right. */
export function accuracy(inside) {
  return share(inside, ({ intent, expected }) => intent === expected);
}

/** Share of the out-of-scope rows that are rejected. */
export function recall(outside) {
  return share(outside, ({ oos }) => oos);
}

/** Share of the in-scope rows that are. */
export function rejected(inside) {
  return share(inside, ({ oos }) => oos);
}

/** Probability that an in-scope row has the higher confidence of the two; ties count half. */
export function auroc(inside, outside) {
  const rows = [...inside.map(({ confidence }) => [confidence, 1]), ...outside.map(({ confidence }) => [confidence, 0])];
  rows.sort(([one], [other]) => one - other);
  let [won, below, at] = [0, 0, 0];
  while (at < rows.length) {
    const tie = rows.slice(at).findIndex(([confidence]) => confidence !== rows[at][0]);
    const end = tie < 0 ? rows.length : at + tie;
    const wins = rows.slice(at, end).reduce((sum, [, one]) => sum + one, 0);
    const losses = end - at - wins;
    won += wins * (below + losses / 2);
    below += losses;
    at = end;
  }
  return won / (inside.length * outside.length);
}

export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function share(rows, holds) {
  return rows.filter(holds).length / rows.length;
}
