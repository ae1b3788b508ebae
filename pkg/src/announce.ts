/** How the parts of an assistant tell the page what happened. */

import type { AssistantEventMap } from "./types.js";

/** The detail of each event, by name. */
export type Details = { [K in keyof AssistantEventMap]: AssistantEventMap[K]["detail"] };

/** Dispatches an event. */
export type Announce = <K extends keyof Details>(type: K, detail: Details[K]) => void;
