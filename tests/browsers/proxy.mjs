// A proxy between page and server that breaks the line as it is told, and keeps a list of what went through.

import { createServer, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const HTML = { status: 200, headers: { "content-type": "text/html" }, body: "<title>Sign in to this network</title>" };
const UNAVAILABLE = { status: 503, headers: { "retry-after": "1" }, body: "" };

/** Starts a proxy before `target`, on a port of its own. */
export async function startProxy(target) {
  const proxy = new Proxy(target);
  await new Promise((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    proxy.server.closeAllConnections();
    return new Promise((resolve) => proxy.server.close(resolve));
  };
  return Object.assign(proxy, { url: `http://127.0.0.1:${proxy.server.address().port}`, stop });
}

class Proxy {
  /** What went through: method, path, headers and body as they came, status of the answer, and the fault that was put in. */
  exchanges = [];
  server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
  #faults = [];
  #isCut = false;

  constructor(target) {
    this.target = target;
  }

  /**
   * Puts a fault into the next request of a path: `lost` (the server acts, its answer is lost), `unavailable` (503),
   * `html` (200 from someone else), `refused` (the connection breaks), or a number of milliseconds to wait.
   */
  fail(path, fault) {
    this.#faults.push({ path, fault });
  }

  /** Cuts the line, or mends it. */
  cut(isCut) {
    this.#isCut = isCut;
    if (isCut) this.server.closeAllConnections();
  }

  /** Exchanges of a path. */
  of(path) {
    return this.exchanges.filter((exchange) => exchange.path === path);
  }

  async #serve(incoming, outgoing) {
    const { method, url: path } = incoming;
    const fault = this.#isCut ? "refused" : this.#take(path);
    const exchange = { method, path, headers: incoming.headers, fault, status: 0 };
    this.exchanges.push(exchange);
    const body = await bodyOf(incoming).catch(() => undefined);
    exchange.body = body;
    if (fault === "refused" || body === undefined) return outgoing.destroy();
    if (typeof fault === "number") await pause(fault);
    const answer = await this.#answer(fault, incoming, body).catch(() => undefined);
    if (fault === "lost" || answer === undefined) return outgoing.destroy();
    exchange.status = answer.status;
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #take(path) {
    const at = this.#faults.findIndex((fault) => fault.path === path);
    return at < 0 ? undefined : this.#faults.splice(at, 1)[0].fault;
  }

  async #answer(fault, incoming, body) {
    if (fault === "unavailable") return UNAVAILABLE;
    if (fault === "html") return HTML;
    return forward(new URL(incoming.url, this.target), incoming, body);
  }
}

function forward(url, { method, headers }, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...headers, connection: "close" } }, async (answer) => {
      const { connection, ...kept } = answer.headers;
      resolve({ status: answer.statusCode, headers: kept, body: await bodyOf(answer) });
    });
    outgoing.on("error", reject).end(body);
  });
}

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
