// Scores the `redact` command of a binary on files of labelled cases:
//
//   node measure.mjs BINARY FILE... [--failures OUT]
//
// Prints counts only, so that a blind file stays blind; `--failures` writes each failed case of the files to OUT.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { f1, parseLines, score } from "./score.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { failures: { type: "string" } } });
const [binary, ...files] = positionals;
const failures = [];

for (const file of files) {
  const text = readFileSync(file, "utf8");
  const cases = parseLines(text);
  const result = score(cases, redact(text).map((answer) => answer.spans));
  failures.push(...result.failures);
  console.log(`\n${file}`);
  console.table(rows(result));
}
if (values.failures) writeFileSync(values.failures, failures.map(describe).join("\n"));

function redact(lines) {
  return parseLines(execFileSync(binary, ["redact"], { input: lines, encoding: "utf8", maxBuffer: 2 ** 28 }));
}

function rows({ total, groups, perType }) {
  const types = [...perType].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries([["all", total], ...groups, ...types].map(([name, sum]) => [name, row(sum)]));
}

function row(sum) {
  const { right, missed, wrong, labelled, leaked, innocent, damaged } = sum;
  return { F1: f1(sum).toFixed(3), right, missed, wrong, leaked: `${leaked}/${labelled}`, damaged: `${damaged}/${innocent}` };
}

function describe({ text, group, missed, wrong, leaked }) {
  const name = (spans) => spans.map((span) => `${span.type} ${JSON.stringify([...text].slice(span.start, span.end).join(""))}`);
  const parts = [["missed", missed], ["wrong", wrong], ["leaked", leaked]].filter(([, spans]) => spans.length > 0);
  return [`[${group}] ${JSON.stringify(text)}`, ...parts.map(([what, spans]) => `    ${what}: ${name(spans).join(", ")}`)].join("\n");
}
