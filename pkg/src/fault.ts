/** What the package throws: an error with a stable code. Its message never holds what a user typed. */

import type { AssistantFault } from "./types.js";

/** A refused call. */
export class Fault extends Error implements AssistantFault {
  override readonly name = "AssistantFault";

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An error of the engine as a fault: the engine's errors carry codes of their own. */
export function faultOf(error: unknown, otherwise: string): Fault {
  if (error instanceof Fault) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return new Fault(typeof code === "string" ? code : otherwise, typeof message === "string" ? message : "failed", { cause: error });
}
