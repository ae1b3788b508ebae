// A tiny site with the element on a page under the content security policy that the server will send, and with a stand-in for
// the facade, so that these tests need neither wasm nor a backend.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const PACKAGE = new URL("../../../pkg/", import.meta.url);
const HERE = new URL("./", import.meta.url);

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };

/** Builds the element as it is shipped, minified and in split modules unless told otherwise: the text of each file by its name. */
export async function buildElement({ splitting = true } = {}) {
  const { build } = createRequire(new URL("package.json", PACKAGE))("esbuild");
  const facade = fileURLToPath(new URL("fake-assistant.js", HERE));
  const standIn = {
    name: "stand-in",
    setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/index\.js$/ }, () => ({ path: facade })),
  };
  const { outputFiles } = await build({
    entryPoints: { "erp-chat-element-define": fileURLToPath(new URL("src/element/erp-chat-element-define.ts", PACKAGE)) },
    outdir: "out",
    write: false,
    bundle: true,
    splitting,
    minify: true,
    format: "esm",
    target: "es2022",
    plugins: [standIn],
  });
  return new Map(outputFiles.map((file) => [file.path.split("/").at(-1), file.text]));
}

/** Serves the page. `files` are those that `buildElement` gave. */
export async function startSite(files) {
  const server = createServer((request, response) => void answer(request, response, files));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}

async function answer(request, response, files) {
  const { pathname } = new URL(request.url, "http://site");
  const name = pathname === "/" ? "page.html" : pathname.split("/").at(-1);
  const text = pathname.startsWith("/erp-chat/") ? files.get(name) : await ownFile(name);
  if (text === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[name.split(".").at(-1)], "content-security-policy": POLICY });
  response.end(text);
}

async function ownFile(name) {
  try {
    return await readFile(new URL(name, HERE), "utf8");
  } catch {
    return undefined;
  }
}
