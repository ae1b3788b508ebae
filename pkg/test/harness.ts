/** An assistant on fakes, with what a test wants to look at. */

import { PageAssistant } from "../src/assistant.js";
import { Settings } from "../src/settings.js";
import type { Surroundings } from "../src/surroundings.js";
import type { Assistant, AssistantOptions, Turn } from "../src/types.js";
import { Device, fakeBindings, now, type Script } from "./fake.js";

/** What a test may set; the rest is ordinary. */
export interface Setting extends Partial<AssistantOptions> {
  script?: Script;
  device?: Device;
}

/** An assistant with its device and the events that it dispatched. */
export interface Stage {
  assistant: Assistant;
  device: Device;
  turns: Turn[];
  updates: Turn[];
  problems: string[];
}

let count = 0;

/** Surroundings in which time stands still and chance counts up. */
export function stillSurroundings(): Surroundings {
  return {
    now: () => now.ms,
    offsetMinutes: () => 0,
    random: (bytes) => bytes.map((_, at) => ((count += 1) * 31 + at) % 251),
    online: () => true,
    device: () => null,
  };
}

/** Opens an assistant. */
export async function stage({ script = () => ({}), device = new Device(), ...options }: Setting = {}): Promise<Stage> {
  const settings = new Settings({ user: { id: "u1", roles: ["employee"] }, consent: "granted", ...options });
  const bindings = fakeBindings(device, script);
  const parts = { bindings, assistant: { version: "fake" }, settings, surroundings: stillSurroundings() };
  const assistant: Assistant = await PageAssistant.open(parts);
  const stage: Stage = { assistant, device, turns: [], updates: [], problems: [] };
  assistant.addEventListener("turn", (event) => void (stage.turns.push(event.detail), device.journal.push("turn")));
  assistant.addEventListener("update", (event) => void stage.updates.push(event.detail));
  assistant.addEventListener("problem", (event) => void stage.problems.push(event.detail.code));
  return stage;
}

/** Waits until everything that is due has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A promise with its levers. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
