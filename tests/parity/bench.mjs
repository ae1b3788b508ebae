// Runs the wasm of the example `bench` and prints its report; `cargo xtask bench` names the files.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { BINDINGS, MODULE, BUNDLE, CALLS } = process.env;
const { bench, initSync } = await import(pathToFileURL(join(BINDINGS, "bench.js")));

initSync({ module: readFileSync(MODULE) });
console.log(bench(readFileSync(BUNDLE), readFileSync(CALLS, "utf8"), () => performance.now() * 1000));
