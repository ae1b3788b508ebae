/** Runs the tests: compiled by esbuild, run by Node. They are compiled again each time, which takes a blink. */

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const compiled = join(root, "node_modules/.cache/erp-chat-test");
const tests = readdirSync(join(root, "test")).filter((name) => name.endsWith(".test.ts"));

rmSync(compiled, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: tests.map((name) => `test/${name}`),
  outdir: compiled,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  sourcemap: "inline",
  external: ["./erp_chat_wasm.js", "./erp_chat_wasm_full.js"],
  logLevel: "warning",
});
const files = tests.map((name) => join(compiled, name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
