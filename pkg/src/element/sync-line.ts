/** Says in plain words where the messages are: saved, about to be sent, or kept for later. */

import type { SyncStatus } from "../types.js";
import { build, setAttributes } from "./dom.js";
import type { PanelWording } from "./texts.js";

/** The line under the message box. */
export class SyncLine {
  readonly root = build("p", { part: "sync" });

  constructor(readonly wording: PanelWording) {}

  /** Shows a status. While there is nothing to save it says only what the user should know beforehand. */
  draw(status: SyncStatus, isEmpty: boolean): void {
    setAttributes(this.root, { "data-state": status.state, "data-pending": status.pending, "data-store": status.store });
    const quiet = isEmpty && status.pending + status.othersPending === 0 && status.state !== "offline";
    this.root.textContent = quiet ? "" : syncText(status, this.wording);
  }
}

/** A status in words. */
export function syncText({ state, store, retrying, pending, othersPending }: SyncStatus, wording: PanelWording): string {
  if (state === "off") return wording.say(WITHOUT_DELIVERY[store]);
  if (store === "memory" && pending > 0) return wording.say("sync.memory");
  const nothing = (): string => (othersPending > 0 ? wording.count("sync.others", othersPending) : wording.say("sync.saved"));
  switch (state) {
    case "idle":
      return pending === 0 ? nothing() : wording.say("sync.device");
    case "waiting":
    case "sending":
      return pending === 0 ? nothing() : wording.count(retrying ? "sync.retrying" : `sync.${state}`, pending);
    case "offline":
    case "paused":
      return pending === 0 ? wording.say(`sync.${state}.none`) : wording.count(`sync.${state}`, pending);
  }
}

const WITHOUT_DELIVERY = { idb: "sync.device", memory: "sync.memory", off: "sync.off" } as const;
