// The wasm answers every call as the native engine did, byte for byte.
//
// `cargo xtask test` writes the native answers and names their file in NATIVE_ANSWERS, and the bundle in BUNDLE.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Assistant, Session, initSync } from "../../pkg/dist/erp_chat_wasm.js";

initSync({ module: readFileSync(new URL("../../pkg/dist/erp_chat_wasm_bg.wasm", import.meta.url)) });

const assistant = new Assistant(readFileSync(process.env.BUNDLE));
const conversations = readFileSync(process.env.NATIVE_ANSWERS, "utf8").trim().split("\n");

for (const { name, calls } of conversations.map((line) => JSON.parse(line))) {
  test(name, () => replay(calls));
}

function replay(calls) {
  let session;
  for (const { call, input, action, output, session: id } of calls) {
    switch (call) {
      case "load":
        assert.equal(refusal(new TextEncoder().encode(input)), output);
        break;
      case "begin":
        session = new Session(id, input);
        break;
      case "setUser":
        session.setUser(input);
        break;
      case "turn":
        assert.equal(assistant.turn(session, input), output);
        break;
      case "finish":
        assert.equal(assistant.finish(session, action, input), output);
        break;
      case "keep":
        assert.equal(session.keep(), output);
        assert.equal(Session.resume(output).keep(), output);
        break;
      default:
        assert.fail(`unknown call ${call}`);
    }
  }
}

function refusal(bundle) {
  try {
    new Assistant(bundle);
  } catch (error) {
    assert.ok(error instanceof Error);
    return JSON.stringify({ code: error.code, message: error.message });
  }
  return "loaded";
}
