/** Loads the engine: its glue, its wasm and the assistant's bundle. What goes wrong has a code of its own. */

import type { Bindings } from "./bindings.js";
import { Fault } from "./fault.js";
import { answered, bytes, open } from "./resource.js";
import type { AssistantOptions } from "./types.js";

type Wasm = AssistantOptions["wasm"];
type Glue = typeof import("./erp_chat_wasm.js");

/** The smallest module there is: the magic number and the version. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

let loading: Promise<Bindings> | undefined;

/** The bindings. A page has one engine: the first call decides which wasm it is, unless that fails. */
export function loadBindings(wasm: Wasm): Promise<Bindings> {
  loading ??= instantiate(wasm).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The bytes of an assistant's bundle. */
export function loadModel(model: AssistantOptions["model"]): Promise<Uint8Array> {
  if (model instanceof Uint8Array) return Promise.resolve(model);
  return bytes(model ?? new URL("./starter.bundle", import.meta.url), "model_missing");
}

async function instantiate(wasm: Wasm): Promise<Bindings> {
  demandWasm();
  const [glue, source] = await Promise.all([importGlue(), sourceOf(wasm)]);
  await glue.default({ module_or_path: source }).catch((cause: unknown) => {
    throw new Fault("wasm_invalid", "the wasm is not the engine of this package: is another file served in its place?", { cause });
  });
  return glue;
}

function demandWasm(): void {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    const message = "WebAssembly is not allowed here: add `'wasm-unsafe-eval'` to `script-src` of the page's policy";
    throw new Fault("wasm_blocked", message, { cause });
  }
}

function importGlue(): Promise<Glue> {
  return import("./erp_chat_wasm.js").catch((cause: unknown) => {
    throw new Fault("wasm_missing", "cannot load `erp_chat_wasm.js`, which belongs beside this script", { cause });
  });
}

async function sourceOf(wasm: Wasm): Promise<Response | BufferSource | WebAssembly.Module> {
  if (wasm === undefined) return open(new URL("./erp_chat_wasm_bg.wasm", import.meta.url), "wasm_missing");
  if (typeof wasm === "string" || wasm instanceof URL) return open(wasm, "wasm_missing");
  return wasm instanceof Response ? answered(wasm, "wasm_missing") : wasm;
}
