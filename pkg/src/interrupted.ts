/**
 * Actions that a reload cut off: they were handed to the host, and nothing came back. One whose arguments are all on the device
 * is handed over again, under its id, so that it has one effect. Where a value died with the page, nobody knows what became of it.
 */

import type { EngineResult } from "./bindings.js";
import type { ActionRequest, CarriedAction, SlotValue, Turn } from "./types.js";

/** What redaction puts in the place of a value. */
const PLACEHOLDER = /\[[A-Z][A-Z0-9_]*\]/;

/** What the user is told when an action cannot be handed over again: it may have been carried out. */
export const UNKNOWN: EngineResult = {
  status: "needs_more",
  question: "The page was loaded again before I heard whether it went through, so please check that, and ask me again if it did not.",
};

/** An action without an outcome. */
export interface Interrupted {
  id: string;
  /** What to hand to the host; nothing when it is no longer whole. */
  request: ActionRequest | undefined;
}

/** The actions that still have no outcome, oldest first. */
export function interrupted(turns: readonly Turn[]): Interrupted[] {
  return turns.flatMap((turn) => turn.actions.filter(isRequested).map((action) => taken(turn, action)));
}

function isRequested({ status }: CarriedAction): boolean {
  return status === "requested";
}

/** A record holds the values of one intent; with several actions it does not say whose. */
function taken(turn: Turn, action: CarriedAction): Interrupted {
  const { id, name, permission } = action;
  const isWhole = turn.actions.length === 1 && name === turn.intent && Object.values(turn.slots).every(isExact);
  return { id, request: isWhole ? { id, name, args: turn.slots, permission } : undefined };
}

function isExact(value: SlotValue): boolean {
  return !PLACEHOLDER.test(JSON.stringify(value));
}
