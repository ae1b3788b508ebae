// What a browser test needs: the real server on a database of its own, a proxy before it, Chromium, and SQLite.
//
// `cargo xtask test` names the server in ERP_CHAT; CHROMIUM may name another browser than Debian's.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { startProxy } from "./proxy.mjs";

const BUILT = fileURLToPath(new URL("../../target/debug/erp-chat", import.meta.url));
const { ERP_CHAT = BUILT, CHROMIUM = "/usr/bin/chromium" } = process.env;
const LISTENING = /^erp-chat: listening on (http:\/\/\S+)$/;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** Runs the steps of one story, each as a test; when one has failed, those after it cannot tell anything. */
export async function inOrder(t, steps, ...scene) {
  let hasFailed = false;
  for (const [name, step] of steps) {
    await t.test(name, async () => {
      if (hasFailed) throw new Error("an earlier step failed");
      hasFailed = true;
      await step(...scene);
      hasFailed = false;
    });
  }
}

/** Starts everything and gives it to `use`; whatever comes of it, everything is stopped again. */
export async function withStage(use) {
  const folder = await mkdtemp(join(tmpdir(), "erp-chat-"));
  const database = join(folder, "chat.db");
  const ends = [() => rm(folder, { recursive: true, force: true })];
  try {
    const server = await startServer(database);
    ends.push(server.stop);
    const proxy = await startProxy(server.url);
    ends.push(proxy.stop);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: sandboxFlags() });
    ends.push(() => browser.close());
    await use({ browser, server, proxy, url: proxy.url, database, sql: (query) => sql(database, query) });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** Starts the server on a port of its choice; `stop` ends it as an operator would, and wants a clean exit. */
export async function startServer(database) {
  const child = spawn(ERP_CHAT, ["serve", "--port", "0", "--database", database], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const stop = async () => {
    child.kill("SIGTERM");
    const status = await ended;
    if (status !== 0) throw new Error(`the server ended with ${status}`);
  };
  const url = await Promise.race([address(child), ended.then((status) => failed(`the server ended with ${status}`))]);
  return { url, stop };
}

async function address(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = LISTENING.exec(line) ?? [];
    if (url) return url;
  }
  return new Promise(() => {});
}

function failed(message) {
  throw new Error(message);
}

/** Chromium refuses its sandbox to root, as whom continuous integration runs. */
function sandboxFlags() {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

/** Opens a page in a profile of its own; `faults` collects what a developer would see in the console. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const [faults, requests] = [[], []];
  context.on("console", (message) => isFault(message) && faults.push(`${message.text()} (${message.location().url})`));
  context.on("weberror", (error) => faults.push(String(error.error())));
  context.on("request", (request) => requests.push(request.url()));
  return { context, page, faults, requests };
}

/** Chromium reports each answer that did not come or was no success; tests that break the line expect those. */
function isFault(message) {
  const isAnswer = message.text().startsWith("Failed to load resource:");
  const isExpected = isAnswer && /net::ERR_|status of 503/.test(message.text());
  return ["error", "warning"].includes(message.type()) && !isExpected;
}

/** Asks again until the answer is true, and gives it; playwright's own way needs `eval`, which the page forbids. */
export async function until(what, probe) {
  const deadline = Date.now() + PATIENCE_MS;
  let last;
  do {
    last = await probe();
    if (last) return last;
    await pause(LOOK_AGAIN_MS);
  } while (Date.now() < deadline);
  throw new Error(`this did not come true: ${what}`);
}

async function sql(database, query) {
  const { stdout } = await promisify(execFile)("sqlite3", ["-json", "-cmd", ".timeout 5000", database, query]);
  return stdout.trim() === "" ? [] : JSON.parse(stdout);
}
