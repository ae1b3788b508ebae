/** Loads the engine: its glue, its wasm and the assistant's bundle. What goes wrong has a code of its own. */

import type { Bindings } from "./bindings.js";
import { Fault } from "./fault.js";
import { answered, bytes, open } from "./resource.js";
import type { AssistantOptions } from "./types.js";

type Wasm = AssistantOptions["wasm"];
type Glue = typeof import("./erp_chat_wasm.js");

/** The smallest module there is: the magic number and the version. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The engine with the built-in detectors only, and the larger one that reads patterns of the host, too. */
const ENGINES = {
  lean: { glue: "erp_chat_wasm.js", load: () => import("./erp_chat_wasm.js"), wasm: () => new URL("./erp_chat_wasm_bg.wasm", import.meta.url) },
  full: {
    glue: "erp_chat_wasm_full.js",
    load: () => import("./erp_chat_wasm_full.js"),
    wasm: () => new URL("./erp_chat_wasm_full_bg.wasm", import.meta.url),
  },
};

type EngineKind = keyof typeof ENGINES;

const loading: Partial<Record<EngineKind, Promise<Bindings>>> = {};

/** Which engine the options need. */
export function engineFor(redaction: AssistantOptions["redaction"]): EngineKind {
  return redaction?.patterns?.length ? "full" : "lean";
}

/** The bindings. A page has one engine of a kind: the first call decides which wasm it is, unless that fails. */
export function loadBindings(kind: EngineKind, wasm: Wasm): Promise<Bindings> {
  return (loading[kind] ??= instantiate(kind, wasm).catch((error: unknown) => {
    delete loading[kind];
    throw error;
  }));
}

/** The bytes of an assistant's bundle. */
export function loadModel(model: AssistantOptions["model"]): Promise<Uint8Array> {
  if (model instanceof Uint8Array) return Promise.resolve(model);
  return bytes(model ?? new URL("./starter.bundle", import.meta.url), "model_missing");
}

async function instantiate(kind: EngineKind, wasm: Wasm): Promise<Bindings> {
  demandWasm();
  const [glue, source] = await Promise.all([importGlue(kind), sourceOf(kind, wasm)]);
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

function importGlue(kind: EngineKind): Promise<Glue> {
  const { glue, load } = ENGINES[kind];
  return load().catch((cause: unknown) => {
    throw new Fault("wasm_missing", `cannot load \`${glue}\`, which belongs beside this script`, { cause });
  });
}

async function sourceOf(kind: EngineKind, wasm: Wasm): Promise<Response | BufferSource | WebAssembly.Module> {
  if (wasm === undefined) return open(ENGINES[kind].wasm(), "wasm_missing");
  if (typeof wasm === "string" || wasm instanceof URL) return open(wasm, "wasm_missing");
  return wasm instanceof Response ? answered(wasm, "wasm_missing") : wasm;
}
