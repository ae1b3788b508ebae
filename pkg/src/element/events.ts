/** The events of the element. They bubble and leave shadow trees, and none can be cancelled. */

import type { Assistant } from "../types.js";

const PUBLIC: EventInit = { bubbles: true, composed: true };

/** The chat was opened. */
export class ErpChatOpenEvent extends Event {
  constructor() {
    super("erp-chat-open", PUBLIC);
  }
}

/** The chat was closed. */
export class ErpChatCloseEvent extends Event {
  constructor() {
    super("erp-chat-close", PUBLIC);
  }
}

/** The assistant is there and can be talked to. */
export class ErpChatReadyEvent extends Event {
  constructor(readonly assistant: Assistant) {
    super("erp-chat-ready", PUBLIC);
  }
}

/** The chat could not be loaded or set up. The user sees a message and can try again. */
export class ErpChatErrorEvent extends Event {
  constructor(
    /** Stable, for programs: a code of `AssistantFault`, `offline`, `options_missing` or `load_failed`. */
    readonly code: string,
    /** What was thrown. */
    readonly error: unknown,
  ) {
    super("erp-chat-error", PUBLIC);
  }
}

/** Events of the element by name. */
export interface ErpChatElementEventMap {
  "erp-chat-open": ErpChatOpenEvent;
  "erp-chat-close": ErpChatCloseEvent;
  "erp-chat-ready": ErpChatReadyEvent;
  "erp-chat-error": ErpChatErrorEvent;
}
