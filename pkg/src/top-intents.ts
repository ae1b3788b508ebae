/** Which intents come up most. */

import type { InteractionRecord } from "./record.js";
import type { IntentCount } from "./types.js";

/** The most frequent intents of turns; of equally frequent ones the first by name. */
export function topIntents(turns: readonly InteractionRecord[], count: number): IntentCount[] {
  const confidences = new Map<string, number[]>();
  for (const { intent, confidence } of turns) confidences.set(intent, [...(confidences.get(intent) ?? []), confidence]);
  return [...confidences].map(([intent, values]) => counted(intent, values)).sort(byCount).slice(0, count);
}

function counted(intent: string, confidences: readonly number[]): IntentCount {
  const sum = confidences.reduce((sum, confidence) => sum + confidence, 0);
  return { intent, count: confidences.length, avgConfidence: sum / confidences.length };
}

function byCount(a: IntentCount, b: IntentCount): number {
  return b.count - a.count || (a.intent < b.intent ? -1 : 1);
}
