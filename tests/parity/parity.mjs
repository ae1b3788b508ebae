// The wasm gives what the native engine gave: records and kept sessions byte for byte, objects member by member.
//
// A confidence is an f32: JSON holds its shortest text, the wasm gives its exact value. Only that difference is allowed.
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
        assert.deepEqual(refusal(new TextEncoder().encode(input)), output);
        break;
      case "begin":
        session = new Session(assistant, id, input);
        assert.equal(session.id, id);
        break;
      case "setUser":
        session.setUser(assistant, input);
        break;
      case "wouldRepeat":
        same(session.wouldRepeat(assistant, input), output);
        break;
      case "turn":
        same(untimed(session.turn(assistant, input)), untimed(output));
        break;
      case "finish":
        same(session.finish(assistant, action, input), output);
        break;
      case "note":
        assert.equal(session.note(assistant, input), output);
        break;
      case "transcript":
        assert.deepEqual(session.transcript(), output);
        break;
      case "keep":
        assert.equal(session.keep(), output);
        assert.equal(Session.resume(output).keep(), output);
        break;
      case "lessons":
        assert.equal(session.lessons(), output);
        session.recall(output);
        assert.equal(session.lessons(), output);
        break;
      default:
        assert.fail(`unknown call ${call}`);
    }
  }
}

/** Compares what the wasm gave with parsed native JSON. */
function same(given, expected) {
  assert.deepEqual(given, rounded(expected, given));
}

/** The expected value, with each number that the wasm gave as the f32 of it replaced by that. */
function rounded(expected, given) {
  if (typeof expected === "number") {
    return Math.fround(expected) === given ? given : expected;
  }
  if (expected === null || typeof expected !== "object") {
    return expected;
  }
  if (Array.isArray(expected)) {
    return expected.map((item, at) => rounded(item, given?.[at]));
  }
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, rounded(value, given?.[name])]));
}

/** A turn without the time that it took, which the bindings fill in. */
function untimed(turn) {
  const records = turn.records.map((record) => record.replace(/,"latency":\{"stages":\{\},"total":\d+\}/, ""));
  return { ...turn, records };
}

function refusal(bundle) {
  try {
    new Assistant(bundle);
  } catch (error) {
    assert.ok(error instanceof Error);
    return { code: error.code, message: error.message };
  }
  return "loaded";
}
