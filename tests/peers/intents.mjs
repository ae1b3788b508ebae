// Prints a Markdown table that compares erp-chat with NLP.js on the same labelled messages in one run: intent routing.
//
//   node intents.mjs [--train FILE... --test FILE...]
//
// The starter's corpus and its held-out messages are always measured; files of examples (JSON Lines with `text` and
// `intent`, `oos` for what is out of scope) come on top. ERP_CHAT names another binary than the debug build.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { containerBootstrap } from "@nlpjs/core";
import { LangEn } from "@nlpjs/lang-en";
import { Nlp } from "@nlpjs/nlp";
import { accuracy, auroc, median, recall, rejected } from "./routing.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { ERP_CHAT = join(root, "target/debug/erp-chat") } = process.env;
const OUTSIDE = "oos";
/** What NLP.js calls out of scope. */
const NONE = "None";
const BYTES_OF_OUTPUT = 1 << 28;
const HEADINGS = [
  "accuracy",
  "AUROC",
  "out of scope recognised",
  "in scope rejected",
  "model, gzip",
  "training",
  "a message, median",
];

const corpora = [starter(), ...given()];
for (const { name, train, test } of corpora) {
  console.log(`\n${name}: trained on ${train.length} messages, tested on ${test.length}\n`);
  console.log(line(["", ...HEADINGS]));
  console.log(line(Array(HEADINGS.length + 1).fill("---")));
  console.log(row("erp-chat (native)", erpChat(train, test), test));
  console.log(row("NLP.js", await nlpJs(train, test), test));
  const inside = train.filter(({ intent }) => intent !== OUTSIDE);
  console.log(row("NLP.js without examples out of scope", await nlpJs(inside, test), test));
}

function starter() {
  const folder = join(root, "src/starter/corpus");
  const files = readdirSync(folder).sort().map((name) => join(folder, name));
  return { name: "the starter", train: read(files), test: read([join(root, "src/starter/held_out.jsonl")]) };
}

function given() {
  const options = { train: { type: "string", multiple: true }, test: { type: "string", multiple: true } };
  const { train, test } = parseArgs({ options, args: spread(process.argv.slice(2)) }).values;
  return train && test ? [{ name: "the files given", train: read(train), test: read(test) }] : [];
}

/** `--train a b` as `--train a --train b`. */
function spread(words) {
  let flag = "";
  return words.flatMap((word) => (word.startsWith("--") ? ((flag = word), []) : [flag, word]));
}

function read(files) {
  return files.flatMap((file) => readFileSync(file, "utf8").trim().split("\n").map((text) => JSON.parse(text)));
}

/** What the binary makes of the messages; the time is that of the classifier alone, as `evaluate` measures it. */
function erpChat(train, test) {
  const folder = mkdtempSync(join(tmpdir(), "erp-chat-peers-"));
  try {
    const [data, tests, model] = ["train.jsonl", "test.jsonl", "model"].map((name) => join(folder, name));
    writeFileSync(data, lines(train));
    writeFileSync(tests, lines(test));
    const began = performance.now();
    run(["train", "--data", data, "--out", model]);
    const seconds = (performance.now() - began) / 1000;
    const answers = run(["classify", "--model", model], lines(test)).trim().split("\n").map((text) => JSON.parse(text));
    const { latency_us: latency } = JSON.parse(run(["evaluate", "--model", model, "--data", tests, "--json"]));
    const found = answers.map(({ candidates: [best], oos }) => ({ intent: best?.intent, confidence: best?.confidence ?? 0, oos }));
    return { found, seconds, bytes: gzipSync(readFileSync(model), { level: 9 }).length, milliseconds: latency.p50 / 1000 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(words, input = "") {
  return execFileSync(ERP_CHAT, words, { input, encoding: "utf8", maxBuffer: BYTES_OF_OUTPUT });
}

function lines(rows) {
  return rows.map(({ text, intent }) => JSON.stringify({ text, intent })).join("\n");
}

async function nlpJs(train, test) {
  const container = await containerBootstrap();
  container.use(LangEn);
  const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } });
  nlp.addLanguage("en");
  for (const { text, intent } of train) nlp.addDocument("en", text, intent === OUTSIDE ? NONE : intent);
  const began = performance.now();
  await nlp.train();
  const seconds = (performance.now() - began) / 1000;
  const [found, times] = [[], []];
  for (const { text } of test) {
    const start = performance.now();
    const answer = await nlp.process("en", text);
    times.push(performance.now() - start);
    const best = answer.classifications.find(({ intent }) => intent !== NONE);
    found.push({ intent: best?.intent, confidence: best?.score ?? 0, oos: answer.intent === NONE });
  }
  return { found, seconds, bytes: gzipSync(nlp.export(true), { level: 9 }).length, milliseconds: median(times) };
}

function row(name, { found, seconds, bytes, milliseconds }, test) {
  const rows = found.map((one, at) => ({ ...one, expected: test[at].intent }));
  const inside = rows.filter(({ expected }) => expected !== OUTSIDE);
  const outside = rows.filter(({ expected }) => expected === OUTSIDE);
  const figures = [accuracy(inside), recall(outside), rejected(inside)].map((share) => `${(100 * share).toFixed(1)} %`);
  const [right, caught, lost] = figures;
  const size = `${Math.round(bytes / 1024)} KB`;
  return line([name, right, auroc(inside, outside).toFixed(3), caught, lost, size, `${seconds.toFixed(0)} s`, `${milliseconds.toFixed(3)} ms`]);
}

function line(cells) {
  return `| ${cells.join(" | ")} |`;
}
