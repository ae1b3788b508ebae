// Prints a Markdown table that compares erp-chat with its peers on the same messages in one run: speed, and F1 on labelled cases.

import { readFileSync } from "node:fs";
import { redactors } from "./redactors.mjs";
import { f1, parseLines, score } from "./score.mjs";

const ROUNDS = 15;
const MESSAGES = 100;
/** Shortest time of a measurement, in milliseconds. */
const LEAST_MS = 60;
const PASTE_BYTES = 2048;
const CALIBRATION_STEPS = 20_000_000;
const HEADINGS = [
  "messages/s, median (10th percentile)",
  "2 KB paste, median (90th percentile)",
  "F1",
  "F1 on its own types",
  "leaked",
  "innocent messages damaged",
];
/** Repeated to a length, these are the texts that a scanner may take long for. */
const HOSTILE = ["0123456789", "@", "a.a.a.", "1 2 3 ", "a@b.", "password is ", "card 4111 ", "::"];
const HOSTILE_BYTES = 100_000;
const CORPORA = ["fresh", "fresh2", "fresh3", "blind", "blind2", "blind3"];

const corpora = CORPORA.map((name) => parseLines(readFileSync(new URL(`../redaction/${name}.jsonl`, import.meta.url), "utf8")));
const cases = corpora.flat();
const messages = sample(cases.filter((one) => one.group !== "paste").map((one) => one.text), MESSAGES);
const paste = longPaste(cases);
const all = await redactors();
const speeds = await race(all);
const qualities = [];
for (const one of all) qualities.push(await quality(one));
print();

function sample(texts, count) {
  return Array.from({ length: count }, (_, index) => texts[Math.floor((index * texts.length) / count)]);
}

/** Pasted texts, joined and cut to a size at a line break. */
function longPaste(all) {
  const joined = all.filter((one) => one.group === "paste").map((one) => one.text).join("\n\n");
  const bytes = new TextEncoder().encode(joined).slice(0, PASTE_BYTES);
  return new TextDecoder().decode(bytes).replace(/[^\n]*$/u, "");
}

/** Times all redactors in turn, round by round, beside a loop that shows how even the machine was. */
async function race(all) {
  const calibration = [];
  const rounds = all.map(() => ({ short: [], long: [] }));
  for (let round = -1; round < ROUNDS; round += 1) {
    const loop = calibrate();
    for (const [index, { redact }] of all.entries()) {
      const short = await pace(redact, messages);
      const long = 1000 / (await pace(redact, [paste]));
      // The first round warms up.
      if (round >= 0) push(rounds[index], short, long);
    }
    if (round >= 0) calibration.push(loop);
  }
  return { calibration, rounds };
}

function push(round, short, long) {
  round.short.push(short);
  round.long.push(long);
}

function calibrate() {
  const start = used();
  let state = 1;
  for (let step = 0; step < CALIBRATION_STEPS; step += 1) state = (Math.imul(state, 48271) + step) | 0;
  return used() - start + (state & 0);
}

/** Texts per second: goes over them until a round is long enough to be measured. */
async function pace(redact, texts) {
  const start = used();
  let passes = 0;
  while (used() - start < LEAST_MS) {
    await pass(redact, texts);
    passes += 1;
  }
  return (1000 * passes * texts.length) / (used() - start);
}

/** Milliseconds of processor time: what else runs on the machine counts less than by the wall clock. */
function used() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function pass(redact, texts) {
  for (const text of texts) {
    const result = redact(text);
    if (result instanceof Promise) await result;
  }
}

async function quality({ find, types }) {
  const found = [];
  for (const one of cases) found.push(await find(one.text));
  return { everything: score(cases, found).total, own: types ? score(cases, found, types).total : undefined };
}

function print() {
  const bytes = new TextEncoder().encode(paste).length;
  const [least, most] = [0.1, 0.9].map((share) => quantile(speeds.calibration, share).toFixed(0));
  console.log(`${messages.length} short messages and a paste of ${bytes} bytes, ${ROUNDS} rounds;`);
  console.log(`${cases.length} labelled cases; calibration loop ${least} to ${most} ms; Node ${process.version}.\n`);
  console.log(line(["", ...HEADINGS]));
  console.log(line(Array(HEADINGS.length + 1).fill("---")));
  for (const [index, { name }] of all.entries()) console.log(row(name, speeds.rounds[index], qualities[index]));
  const [first, second] = all;
  console.log(`\n${first.name} takes ${ratio(speeds.rounds)} times the messages of ${second.name}, by the median of the rounds.`);
  const [module, bundle, redaction] = first.firstUse.map((time) => time.toFixed(1));
  console.log(`Its module was ready after ${module} ms, its bundle after ${bundle} ms more, its first redaction took ${redaction} ms.`);
  console.log(`${HOSTILE_BYTES} bytes of each: ${HOSTILE.map((piece) => hostile(first.redact, piece)).join(", ")}.`);
}

/** Time for a hostile text, and how many times that for half of it: about two when the work is linear. */
function hostile(redact, piece) {
  const [half, whole] = [HOSTILE_BYTES / 2, HOSTILE_BYTES].map((length) => least(redact, piece.repeat(length).slice(0, length)));
  return `\`${piece}\` ${whole.toFixed(1)} ms (x${(whole / half).toFixed(1)})`;
}

/** The shortest of a few times, which the machine disturbed least. */
function least(redact, text) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = used();
    redact(text);
    return used() - start;
  });
  return Math.min(...times);
}

/** How many times the messages of the second redactor the first takes in the same time, round by round. */
function ratio([first, second]) {
  return quantile(first.short.map((speed, round) => speed / second.short[round]), 0.5).toFixed(1);
}

function row(name, { short, long }, { everything, own }) {
  const { leaked, labelled, damaged, innocent } = everything;
  return line([
    name,
    `${rounded(quantile(short, 0.5))} (${rounded(quantile(short, 0.1))})`,
    `${quantile(long, 0.5).toFixed(2)} ms (${quantile(long, 0.9).toFixed(2)})`,
    fraction(f1(everything)),
    fraction(f1(own ?? everything)),
    percent(leaked / labelled),
    percent(damaged / innocent),
  ]);
}

function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.round(share * (sorted.length - 1))];
}

function rounded(value) {
  return Number(value.toPrecision(3)).toLocaleString("en-GB");
}

function fraction(value) {
  return value.toFixed(2).replace(/^0/u, "");
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
