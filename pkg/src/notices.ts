/** What the outbox tells, in the words of the `problem` event. */

import type { Notice } from "./bindings.js";

/** Something that the host may want to know. */
export interface Problem {
  code: string;
  message: string;
}

/** The problem behind a notice, if there is one. */
export function problemOf(notice: Notice): Problem | undefined {
  switch (notice.kind) {
    case "memory":
      return { code: "storage_missing", message: "the browser stores nothing: records last as long as this page" };
    case "refused":
      return { code: "backend_refused", message: `the backend refuses the records with status ${notice.status}` };
    case "outdated":
      return { code: "backend_outdated", message: "the backend and this version of the package do not understand each other" };
    case "quarantined":
      return { code: "record_quarantined", message: `the backend will never take the record ${notice.id}: ${notice.code}` };
    default:
      return undefined;
  }
}
