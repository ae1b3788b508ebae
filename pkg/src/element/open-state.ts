/** Remembers for the tab whether the chat is open, so that a reload finds it as it was. Without storage it remembers nothing. */

/** Whether the chat was open; `undefined` when nothing is known. */
export function recallOpen(id: string): boolean | undefined {
  try {
    const kept = sessionStorage.getItem(keyFor(id));
    return kept === null ? undefined : kept === "open";
  } catch {
    return undefined;
  }
}

/** Keeps whether the chat is open. */
export function rememberOpen(id: string, open: boolean): void {
  try {
    sessionStorage.setItem(keyFor(id), open ? "open" : "closed");
  } catch {
    // Storage is blocked or full: the chat merely starts closed next time.
  }
}

function keyFor(id: string): string {
  return id === "" ? "erp-chat:state" : `erp-chat:state:${id}`;
}
