// Prints what each shipped file of a folder weighs, as JSON: raw, and compressed as servers do at their best.
//
// `imports` are the files that a script loads with it, which is not what it loads later by `import()`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SHIPPED = /\.(js|wasm|bundle)$/;
const STATIC_IMPORT = /(?:from|import)\s*"\.\/([^"]+)"/g;

const [folder] = process.argv.slice(2);
const names = readdirSync(folder).filter((name) => SHIPPED.test(name)).sort();
console.log(JSON.stringify(names.map(weigh)));

function weigh(name) {
  const bytes = readFileSync(join(folder, name));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  return {
    name,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, best).length,
    imports: name.endsWith(".js") ? [...bytes.toString().matchAll(STATIC_IMPORT)].map(([, file]) => file) : [],
  };
}
