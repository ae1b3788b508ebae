/** The package without a user interface. Importing it touches no DOM, so it may be imported on a server too. */

import { PageAssistant } from "./assistant.js";
import { readBundle } from "./engine.js";
import { engineFor, loadBindings, loadModel } from "./load.js";
import { Settings } from "./settings.js";
import { page } from "./surroundings.js";
import type { Assistant, AssistantOptions } from "./types.js";

export type * from "./types.js";

/**
 * Makes an assistant: loads the engine and the model, and takes up the conversation that the device kept.
 *
 * Rejects with an `AssistantFault` when an option is wrong or when the engine or the model cannot be loaded.
 *
 * @example
 * const assistant = await createAssistant({ user: { id: "u-17", roles: ["employee"] } });
 * const turn = await assistant.send("How many days of leave do I have?");
 */
export async function createAssistant(options: AssistantOptions): Promise<Assistant> {
  const settings = new Settings(options);
  const { model, redaction, wasm } = options;
  const [bindings, bundle] = await Promise.all([loadBindings(engineFor(redaction), wasm), loadModel(model)]);
  const assistant = readBundle(bindings, bundle, redaction);
  return PageAssistant.open({ bindings, assistant, settings, surroundings: page });
}
