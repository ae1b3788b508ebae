/** What a conversation is made with: the loaded engine, the settings, and the way to the page. */

import type { Announce } from "./announce.js";
import type { Bindings, EngineAssistant, EngineMessage, EngineSession } from "./bindings.js";
import { faultOf } from "./fault.js";
import type { Leaving } from "./leaving.js";
import type { Settings } from "./settings.js";
import { moment, uuid, type Surroundings } from "./surroundings.js";
import type { Channel, RedactionOptions } from "./types.js";

/** Everything that outlives a conversation. */
export interface Engine {
  readonly bindings: Bindings;
  readonly assistant: EngineAssistant;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
  readonly leaving: Leaving;
  readonly announce: Announce;
}

/** What a user says, and how it came in. */
export interface Question {
  text: string;
  channel: Channel;
  speechConfidence: number | null;
  /** The option of the last turn that was picked. */
  choice: number | null;
}

/** Calls the engine; what it throws becomes a fault. */
export function ask<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw faultOf(error, "engine_failed");
  }
}

/** Reads a bundle, and the host's changes to redaction. */
export function readBundle(bindings: Bindings, bundle: Uint8Array, redaction?: RedactionOptions): EngineAssistant {
  return ask(() => new bindings.Assistant(bundle, redaction && JSON.stringify(redaction)));
}

/** A new session of the user. */
export function newSession({ bindings, assistant, settings, surroundings }: Engine, returning: boolean): EngineSession {
  return new bindings.Session(assistant, uuid(surroundings), settings.engineUser(returning));
}

/** The message that the engine answers. */
export function messageOf({ settings, surroundings }: Engine, question: Question): EngineMessage {
  return {
    ...moment(surroundings),
    text: question.text,
    channel: question.channel,
    speech_confidence: question.speechConfidence,
    choice: question.choice,
    page: settings.enginePage(surroundings),
    online: surroundings.online(),
  };
}
