/** The service worker keeps every file of the page and the launcher at install, the engine when it is used, and never the API. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const www = new URL("../../www/", import.meta.url);

/** A package as the bundler writes it. */
const PACKAGE = {
  "/erp-chat/erp-chat-element-define.js": 'import{a}from"./chunk-A1.js";const p=()=>import("./panel-B2.js");',
  "/erp-chat/chunk-A1.js": "export const a=1",
  "/erp-chat/panel-B2.js": 'new URL("./erp_chat_wasm_bg.wasm",import.meta.url);new URL("./starter.bundle",import.meta.url);import("./erp_chat_wasm.js")',
  "/erp-chat/erp_chat_wasm.js": "export default 1",
  "/erp-chat/erp_chat_wasm_bg.wasm": "wasm",
  "/erp-chat/starter.bundle": "bundle",
};

/** Runs the worker with a cache and a network of its own. */
function worker(files) {
  const listeners = new Map();
  const cache = new Map();
  const caches = {
    open: async () => ({ put: async (key, value) => void cache.set(key, value), match: async (key) => cache.get(key) }),
    keys: async () => [],
  };
  const self = {
    location: { origin: "http://demo.test", pathname: "/sw.js" },
    addEventListener: (name, listener) => listeners.set(name, listener),
    skipWaiting: async () => {},
    clients: { claim: async () => {} },
  };
  const network = { down: false };
  const fetch = async (request) => {
    if (network.down) throw new TypeError("no network");
    const text = files(new URL(request.url ?? request, "http://demo.test").pathname);
    return text === undefined ? { ok: false } : { ok: true, type: "basic", text: async () => text, clone() { return this; } };
  };
  vm.runInNewContext(readFileSync(new URL("sw.js", www), "utf8"), { self, caches, fetch, URL, setTimeout });
  return { listeners, cache, network };
}

function served(path) {
  if (path in PACKAGE) return PACKAGE[path];
  const name = { "/": "index.html", "/dashboard": "dashboard.html" }[path] ?? path.slice(1);
  try {
    return readFileSync(new URL(name, www), "utf8");
  } catch {
    return undefined;
  }
}

async function install(worker) {
  await tell(worker, "install");
}

async function tell({ listeners }, name, data) {
  let work;
  listeners.get(name)({ data, waitUntil: (promise) => void (work = promise) });
  await work;
}

function filesOf(folder, prefix = "/") {
  return readdirSync(folder).flatMap((name) => {
    const url = new URL(name, folder);
    return statSync(url).isDirectory() ? filesOf(new URL(`${name}/`, folder), `${prefix}${name}/`) : [`${prefix}${name}`];
  });
}

test("one visit keeps every file of the page and the launcher, but not the engine", async () => {
  const own = worker(served);
  await install(own);
  assert.deepEqual([...own.cache.keys()].filter((path) => /\.(wasm|bundle)$/.test(path)), []);
  await tell(own, "message", "keep-engine");
  const pages = { "/index.html": "/", "/dashboard.html": "/dashboard" };
  const expected = filesOf(www).filter((path) => path !== "/sw.js").map((path) => pages[path] ?? path);
  assert.deepEqual([...own.cache.keys()].toSorted(), [...expected, ...Object.keys(PACKAGE)].toSorted());
});

test("a package that was not built does not stop the page from being kept", async () => {
  const own = worker((path) => (path.startsWith("/erp-chat/") ? undefined : served(path)));
  await install(own);
  assert.ok(own.cache.has("/"));
});

test("a page file that is missing stops the installation", async () => {
  const own = worker((path) => (path === "/demo/store.js" ? undefined : served(path)));
  await assert.rejects(install(own), /store\.js is missing/);
});

for (const [method, path, answered] of [
  ["GET", "/", true], ["GET", "/demo/main.js", true], ["GET", "/erp-chat/index.js", true], ["GET", "/api/chat/metrics", false],
  ["GET", "/v1/ingest", false], ["POST", "/v1/ingest", false], ["POST", "/", false], ["GET", "/readyz", false],
]) {
  test(`${method} ${path} is ${answered ? "" : "not "}answered by the worker`, () => {
    let wasAnswered = false;
    const request = { method, url: `http://demo.test${path}` };
    worker(served).listeners.get("fetch")({ request, respondWith: () => void (wasAnswered = true), waitUntil() {} });
    assert.equal(wasAnswered, answered);
  });
}

test("without a network, what was kept is given under all names of a page", async () => {
  const own = worker(served);
  await install(own);
  await tell(own, "message", "keep-engine");
  own.network.down = true;
  for (const path of ["/", "/index.html", "/?from=mail", "/dashboard.html", "/erp-chat/starter.bundle"]) {
    let answer;
    const request = { method: "GET", url: `http://demo.test${path}` };
    own.listeners.get("fetch")({ request, respondWith: (promise) => void (answer = promise), waitUntil() {} });
    assert.ok((await answer).ok, path);
  }
});
