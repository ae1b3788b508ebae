/**
 * What a handler answers: the action results and typed cells of the assistant's public types.
 * A handler that cannot go on throws a `Refusal`, which the host turns into its result.
 */

/** Most rows that the assistant shows. */
const ROWS_SHOWN = 10;

/** Ends a handler early with a result other than `done`. */
export class Refusal extends Error {
  constructor(result) {
    super(result.reason ?? result.question);
    this.result = result;
  }
}

/** The action is not possible, now or later; the reason is a clause without a full stop. */
export function refuse(reason) {
  throw new Refusal({ status: "failed", reason, retryable: false });
}

/** The action needs one more detail from the user. */
export function ask(question) {
  throw new Refusal({ status: "needs_more", question });
}

/** Carried out. Facts without a value are left out. */
export function done(facts = {}, rows) {
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined && fact !== null);
  const result = { status: "done", facts: Object.fromEntries(known.map(([name, fact]) => [name, String(fact)])) };
  return rows ? { ...result, ...cut(rows) } : result;
}

/** A list, with its count as a fact; an empty one and one that is cut have words of their own for that. */
export function listed(rows, facts = {}) {
  const counts = rows.length > 0 && rows.length <= ROWS_SHOWN;
  return done({ count: counts ? rows.length : undefined, ...facts }, rows);
}

function cut(rows) {
  return rows.length > ROWS_SHOWN ? { rows: rows.slice(0, ROWS_SHOWN), total: rows.length } : { rows };
}

export const text = (label, value) => ({ label, type: "text", value: String(value) });
export const number = (label, value) => ({ label, type: "number", value });
export const money = (label, value, currency) => ({ label, type: "money", value: pence(value), currency });
export const date = (label, value) => ({ label, type: "date", value });
export const link = (label, value, href) => ({ label, type: "link", value, href });

/** A sum of money without the noise of binary fractions. */
export const pence = (value) => Math.round(value * 100) / 100;
