/** The built package, for the tests that need the real engine. */

import { existsSync } from "node:fs";

/** `dist`, from where the tests are compiled to. */
export const DIST = new URL("../../../dist/", import.meta.url);

const FILES = ["index.js", "erp_chat_wasm.js", "erp_chat_wasm_bg.wasm", "erp_chat_wasm_full.js", "erp_chat_wasm_full_bg.wasm", "starter.bundle"];
const missing = FILES.filter((name) => !existsSync(new URL(name, DIST)));

/** Why a test cannot run. */
export const skip = missing.length > 0 && `dist has no ${missing.join(", ")}: run \`cargo xtask pkg\``;

/** The package as a host imports it. */
export function built(): Promise<typeof import("../src/index.js")> {
  return import(new URL("index.js", DIST).href) as Promise<typeof import("../src/index.js")>;
}
