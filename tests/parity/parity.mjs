// The wasm answers every case as the native engine did, byte for byte.
//
// `cargo xtask test` writes the native answers and names their file in NATIVE_ANSWERS.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Assistant, initSync } from "../../pkg/dist/erp_chat_wasm.js";

initSync({ module: readFileSync(new URL("../../pkg/dist/erp_chat_wasm_bg.wasm", import.meta.url)) });

const lines = readFileSync(process.env.NATIVE_ANSWERS, "utf8").trim().split("\n");

for (const { name, bundle, answer } of lines.map((line) => JSON.parse(line))) {
  test(name, () => assert.equal(answerTo(Uint8Array.from(bundle)), answer));
}

function answerTo(bundle) {
  try {
    return new Assistant(bundle).describe();
  } catch (error) {
    assert.ok(error instanceof Error);
    return JSON.stringify({ code: error.code, message: error.message });
  }
}
