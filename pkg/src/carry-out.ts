/** Carries an action out through the host's handlers. Whatever a handler does, there is a result. */

import type { EngineResult } from "./bindings.js";
import type { ActionHandler, ActionRequest, ActionResult } from "./types.js";

/** Tells the host what is wrong with a handler. */
export type Report = (code: string, message: string) => void;

const ANY = "*";
const FAILED: EngineResult = { status: "failed" };

/** Runs the handler of an action. */
export async function carryOut(
  handlers: Readonly<Record<string, ActionHandler>>,
  { id, name, args, permission }: ActionRequest,
  report: Report,
): Promise<EngineResult> {
  const handler = own(handlers, name) ?? own(handlers, ANY);
  if (!handler) return fail(report, "action_unhandled", `no handler for the action \`${name}\``);
  try {
    return readResult(await handler({ id, name, args, permission }), name, report);
  } catch {
    // The error itself may hold what the user typed.
    return fail(report, "action_threw", `the handler of the action \`${name}\` threw`);
  }
}

/** Takes a host's result field by field; facts may be numbers where the host is plain JavaScript. */
export function readResult(result: ActionResult, name: string, report: Report): EngineResult {
  switch (result?.status) {
    case "done":
      return done(result);
    case "failed":
      return failed(result);
    case "queued":
      return { status: "queued" };
    case "needs_more":
      return { status: "needs_more", question: String(result.question) };
    default:
      return fail(report, "action_result", `the result of the action \`${name}\` has no known status`);
  }
}

/** A result that the engine takes in any case, when it refuses the details. */
export function withoutDetails(result: EngineResult): EngineResult {
  return result.status === "done" ? { status: "done" } : FAILED;
}

function failed({ reason, retryable }: Extract<ActionResult, { status: "failed" }>): EngineResult {
  return { status: "failed", ...(typeof reason === "string" && { reason }), ...(retryable === false && { retryable }) };
}

function done({ facts, rows, total }: Extract<ActionResult, { status: "done" }>): EngineResult {
  const texts = Object.entries(facts ?? {}).map(([name, fact]) => [name, String(fact)]);
  return {
    status: "done",
    facts: Object.fromEntries(texts) as Record<string, string>,
    ...(rows && { rows }),
    ...(total !== undefined && { total }),
  };
}

function own(handlers: Readonly<Record<string, ActionHandler>>, name: string): ActionHandler | undefined {
  return Object.hasOwn(handlers, name) ? handlers[name] : undefined;
}

function fail(report: Report, code: string, message: string): EngineResult {
  report(code, message);
  return FAILED;
}
