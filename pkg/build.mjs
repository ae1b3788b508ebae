/**
 * Builds the package into `dist`: bundles by esbuild, declarations by tsc. The glue, the wasm and the starter come from
 * elsewhere.
 */

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const entries = ["src/index.ts", "src/element/erp-chat-element-define.ts"];
/** Files that others put into `dist`. */
const foreign = /^(erp_chat_wasm|starter\.bundle)/;

function clear() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) if (!foreign.test(name)) rmSync(join(dist, name), { recursive: true });
}

function bundle() {
  return build({
    absWorkingDir: root,
    entryPoints: entries.filter((entry) => existsSync(join(root, entry))),
    entryNames: "[name]",
    outdir: "dist",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["./erp_chat_wasm.js", "./erp_chat_wasm_full.js"],
    legalComments: "none",
    logLevel: "warning",
  });
}

function declare() {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--project", root, "--declaration", "--emitDeclarationOnly", "--outDir", dist];
  execFileSync(process.execPath, [compiler, ...options], { stdio: "inherit" });
  copyFileSync(join(root, "src/asset.d.ts"), join(dist, "asset.d.ts"));
}

/** Declarations that no entry leads to describe what is private, so they are not shipped. */
function prune() {
  const shipped = new Set();
  const visit = (file) => {
    if (shipped.has(file) || !existsSync(file)) return;
    shipped.add(file);
    const imports = readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)\.js"/g);
    for (const [, name] of imports) visit(join(dirname(file), `${name}.d.ts`));
  };
  ["index.d.ts", "asset.d.ts", "element/erp-chat-element-define.d.ts"].forEach((name) => visit(join(dist, name)));
  for (const name of readdirSync(dist, { recursive: true })) {
    if (name.endsWith(".d.ts") && !foreign.test(name) && !shipped.has(join(dist, name))) rmSync(join(dist, name));
  }
}

clear();
await bundle();
declare();
prune();
