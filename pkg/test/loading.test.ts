/** What can go wrong while the engine loads. A page has one engine, so what succeeds comes last. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AssistantOptions } from "../src/types.js";
import { built, DIST, skip } from "./built.js";

const user = { roles: [] };
const REFUSED: [string, () => AssistantOptions["wasm"], string][] = [
  ["wasm that is not there", () => new URL("nothing.wasm", DIST), "wasm_missing"],
  ["an answer without wasm", () => new Response(null, { status: 404 }), "wasm_missing"],
  ["an address that nobody answers", () => "http://127.0.0.1:9/engine.wasm", "wasm_missing"],
  ["bytes that are no wasm", () => new TextEncoder().encode("<!doctype html>"), "wasm_invalid"],
];

for (const [what, wasm, code] of REFUSED) {
  test(`refused: ${what}`, { skip }, async () => {
    const { createAssistant } = await built();
    await assert.rejects(createAssistant({ user, wasm: wasm() as Response }), { name: "AssistantFault", code });
  });
}

test("refused: a page whose policy does not allow wasm", { skip }, async () => {
  const { createAssistant } = await built();
  const { Module } = WebAssembly;
  WebAssembly.Module = class {
    constructor() {
      throw new Error("blocked by the policy");
    }
  } as unknown as typeof Module;
  await assert.rejects(createAssistant({ user }), { code: "wasm_blocked" });
  WebAssembly.Module = Module;
});

test("what failed before can be tried again", { skip }, async () => {
  const { createAssistant } = await built();
  const assistant = await createAssistant({ user, wasm: new URL("erp_chat_wasm_bg.wasm", DIST) });
  assert.equal((await assistant.send("hi")).logged, "off");
  assistant.close();
});
