/** Reads a file of the package or of the host: by `fetch`, or from the disk in Node. */

import { Fault } from "./fault.js";

/** Reads a file whole. */
export async function bytes(url: string | URL, missing: string): Promise<Uint8Array> {
  const opened = await open(url, missing);
  return opened instanceof Uint8Array ? opened : new Uint8Array(await read(opened, url, missing));
}

/** Opens a file; what is fetched is still on its way. */
export async function open(url: string | URL, missing: string): Promise<Response | Uint8Array<ArrayBuffer>> {
  const readFile = /^https?:/.test(String(url)) ? undefined : fileReader();
  if (readFile) return readFile(fileName(url)).catch((error: unknown) => refuse(url, missing, error));
  const response = await fetch(url).catch((error: unknown) => refuse(url, missing, error));
  return answered(response, missing);
}

/** Refuses an answer without a body. */
export function answered(response: Response, missing: string): Response {
  if (!response.ok) throw new Fault(missing, `\`${response.url}\` was answered with status ${response.status}`);
  return response;
}

function read(response: Response, url: string | URL, missing: string): Promise<ArrayBuffer> {
  return response.arrayBuffer().catch((error: unknown) => refuse(url, missing, error));
}

function refuse(url: string | URL, missing: string, cause: unknown): never {
  throw new Fault(missing, `cannot read \`${String(url)}\``, { cause });
}

type ReadFile = (name: string | URL) => Promise<Uint8Array<ArrayBuffer>>;

/** Node's own reader. It is not imported, because bundlers for browsers would look for it. */
function fileReader(): ReadFile | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const files = process?.getBuiltinModule?.("node:fs/promises") as { readFile: ReadFile } | undefined;
  return files?.readFile;
}

function fileName(url: string | URL): string | URL {
  return String(url).startsWith("file:") ? new URL(url) : url;
}
