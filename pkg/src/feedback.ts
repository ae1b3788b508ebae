/**
 * Ratings and reports. Of several feedback records on a turn only the last counts, so each says all that holds: a rating keeps
 * the report, and a report keeps the rating with its reason and comment.
 */

import type { Conversation } from "./conversation.js";
import { Fault } from "./fault.js";
import { lastFeedback, type FeedbackRecord } from "./record.js";
import type { Rating } from "./types.js";

/** What a user thinks of a reply. */
export interface Opinion {
  rating: Rating;
  reported: boolean;
  reason?: string | undefined;
  comment?: string | undefined;
}

/** Records an opinion that may depend on the one before. */
export async function giveOpinion(
  conversation: Conversation,
  turnId: string,
  opinion: (before: Opinion) => Opinion,
): Promise<void> {
  const ref = conversation.interactionOf(turnId);
  const records = await conversation.log.all();
  const isKnown = conversation.turns.find(turnId) ?? records.some((record) => record.kind === "interaction" && record.id === ref);
  if (!isKnown) throw new Fault("unknown_turn", "the device holds no such turn");
  const { rating, reported, reason, comment } = opinion(opinionOf(lastFeedback(records).get(ref)));
  const words = { ...(reason !== undefined && { reason }), ...(comment !== undefined && { comment }) };
  conversation.note({ kind: "feedback", ref, rating, reported, ...words });
  for (const id of new Set([turnId, ref])) conversation.change(id, { rating, reported });
}

function opinionOf(record: FeedbackRecord | undefined): Opinion {
  const { rating = "none", reported = false, reason, comment } = record ?? {};
  return { rating, reported, reason, comment };
}
