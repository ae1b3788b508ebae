// The redactors under comparison, each with `redact`, as an application calls it, and `find`, which says where it found what.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { redact as arcjetRedact } from "@arcjet/redact";
import { OpenRedaction } from "openredaction";
import redactPiiPackage from "redact-pii";
import { MARKS, align, alignSteps, codePoints } from "./align.mjs";
import * as types from "./types.mjs";

const ROOT = new URL("../../", import.meta.url);
const { BINDINGS = fileURLToPath(new URL("pkg/dist", ROOT)), BUNDLE = new URL("src/starter/starter.bundle", ROOT) } = process.env;

const PLACEHOLDER = new RegExp(MARKS.join("([A-Z_]+)"), "u");

/** All redactors, erp-chat first. */
export async function redactors() {
  return [
    await erpChat(),
    redactPii("redact-pii", {}),
    redactPii("redact-pii, digits and zip codes off", { digits: { enabled: false }, zipcode: { enabled: false } }),
    arcjet(),
    openRedaction("openredaction", {}),
    openRedaction("openredaction, only the types compared", { patterns: [...types.openRedaction.keys()] }),
  ];
}

async function erpChat() {
  const { Assistant, initSync } = await import(pathToFileURL(join(BINDINGS, "erp_chat_wasm.js")));
  const [module, bundle] = [readFileSync(join(BINDINGS, "erp_chat_wasm_bg.wasm")), readFileSync(BUNDLE)];
  const times = [performance.now()];
  const done = (value) => (times.push(performance.now()), value);
  done(initSync({ module }));
  const assistant = done(new Assistant(bundle));
  const redact = (text) => assistant.redact(text) ?? text;
  done(redact("call 98765 43210 or mail jo@example.com"));
  const find = (text) => align(text, redact(text), /\[([A-Z_]+)\]/u);
  return { name: "erp-chat (wasm)", redact, find, firstUse: times.slice(1).map((time, step) => time - times[step]) };
}

function redactPii(name, builtInRedactors) {
  const redactor = new redactPiiPackage.SyncRedactor({ builtInRedactors });
  const steps = marked(new redactPiiPackage.SyncRedactor({ builtInRedactors }).childRedactors);
  const find = (text) => alignSteps(text, steps, PLACEHOLDER).map((span) => withoutCue(text, translate(types.redactPii, span)));
  return { name, redact: (text) => redactor.redact(text), find, types: known(types.redactPii) };
}

/** Its rules, one by one, with marks around their placeholders. */
function marked(rules) {
  return rules.map((rule) => {
    rule.replaceWith = MARKS.join(rule.replaceWith);
    return (text) => rule.redact(text);
  });
}

/** It hides `password: x` as a whole; only the value is personal data. */
function withoutCue(text, span) {
  if (span.type !== "PASSWORD") return span;
  const cue = /^[^:]*:\s*/u.exec([...text].slice(span.start, span.end).join(""));
  return { ...span, start: span.start + [...(cue?.[0] ?? "")].length };
}

function arcjet() {
  const marks = { replace: (entity, plain) => `\u0001${entity}\u0002${plain}\u0003` };
  const find = async (text) => {
    const [marked] = await arcjetRedact(text, marks);
    return unmark(marked).map((span) => translate(types.arcjet, span));
  };
  return { name: "@arcjet/redact", redact: arcjetRedact, find, types: known(types.arcjet) };
}

/** Spans of a text in which each find stands as U+0001, type, U+0002, value, U+0003. */
function unmark(marked) {
  let end = 0;
  return marked.split(/\u0001([^\u0002]*)\u0002([^\u0003]*)\u0003/u).flatMap((part, index, parts) => {
    if (index % 3 === 1) return [];
    const start = end;
    end += [...part].length;
    return index % 3 === 2 ? [{ start, end, type: parts[index - 1] }] : [];
  });
}

function openRedaction(name, options) {
  const redactor = new OpenRedaction(options);
  const find = async (text) => {
    const place = codePoints(text);
    const { detections } = await redactor.detect(text);
    const spans = detections.map(({ type, position: [start, end] }) => ({ type, start: place(start), end: place(end) }));
    return spans.map((span) => translate(types.openRedaction, span));
  };
  return { name, redact: (text) => redactor.detect(text), find, types: known(types.openRedaction) };
}

function translate(names, span) {
  return { ...span, type: names.get(span.type) ?? span.type };
}

function known(names) {
  return new Set(names.values());
}
