/** Tells the outbox what the browser tells the page. Does nothing where there is no window. */

import type { EngineOutbox } from "./bindings.js";

/** Listens until the function that comes back is called; `outbox` gives the one of the moment. */
export function listen(outbox: () => EngineOutbox): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const { window, document } = globalThis as { window?: Window; document?: Document };
  window?.addEventListener("online", () => outbox().online(), { signal });
  window?.addEventListener("offline", () => outbox().offline(), { signal });
  window?.addEventListener("pagehide", () => outbox().hidden(), { signal });
  document?.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && outbox().hidden(), { signal });
  return () => listening.abort();
}
