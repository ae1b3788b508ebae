/** The generated glue, which is built into `dist` beside the bundles and is not bundled with them. */

import type { Bindings } from "./bindings.js";

export const Assistant: Bindings["Assistant"];
export const Session: Bindings["Session"];
export const Outbox: Bindings["Outbox"];

export default function init(source: { module_or_path: Response | BufferSource | WebAssembly.Module }): Promise<unknown>;
