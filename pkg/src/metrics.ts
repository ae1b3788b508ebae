/** Figures of a period, as the backend's metrics have them, computed on the device. */

import { topIntents } from "./top-intents.js";
import { interactions, lastFeedback, type InteractionRecord, type LogRecord } from "./record.js";
import type { Metrics, Period, Route } from "./types.js";

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
/** Length of each period. */
export const PERIODS: Readonly<Record<Period, number>> = {
  hour: MS_PER_HOUR,
  day: MS_PER_DAY,
  week: 7 * MS_PER_DAY,
  month: 30 * MS_PER_DAY,
};
const MICROS_PER_MS = 1_000;
/** Intents listed. */
const TOP = 10;

/** The figures of the period that ends now. */
export function metrics(records: readonly LogRecord[], period: Period, now: number): Metrics {
  const turns = interactions(records).filter((turn) => turn.t > now - PERIODS[period]);
  return {
    period,
    totalInteractions: turns.length,
    avgConfidence: mean(turns.map((turn) => turn.confidence)),
    fallbackRate: share(turns, "fallback"),
    escalationRate: share(turns, "escalate"),
    responseTimeMs: responseTimes(turns),
    feedback: feedback(turns, records),
    topIntents: topIntents(turns, TOP),
  };
}

function responseTimes(turns: readonly InteractionRecord[]): Metrics["responseTimeMs"] {
  const measured = turns.flatMap((turn) => (turn.latency ? [turn.latency.total / MICROS_PER_MS] : [])).sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => percentile(measured, part));
  return { p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null };
}

function feedback(turns: readonly InteractionRecord[], records: readonly LogRecord[]): Metrics["feedback"] {
  const given = lastFeedback(records);
  const ratings = turns.map((turn) => given.get(turn.id)?.rating);
  const positive = ratings.filter((rating) => rating === "up").length;
  const negative = ratings.filter((rating) => rating === "down").length;
  return { positive, negative, responseRate: ratio(positive + negative, turns.length) };
}

function share(turns: readonly InteractionRecord[], route: Route): number | null {
  return ratio(turns.filter((turn) => turn.route === route).length, turns.length);
}

/** The nearest rank of sorted values. */
function percentile(sorted: readonly number[], part: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

function mean(values: readonly number[]): number | null {
  return ratio(values.reduce((sum, value) => sum + value, 0), values.length);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
