/** Registers `<erp-chat>`. This is the one module of the package that does something when it is imported. */

import { ErpChatElement } from "./erp-chat-element.js";
import type { ErpChatElementEventMap } from "./events.js";

declare global {
  interface HTMLElementTagNameMap {
    "erp-chat": ErpChatElement;
  }
  interface HTMLElementEventMap extends ErpChatElementEventMap {}
}

ErpChatElement.define();

export { ErpChatElement, type Placement, type Theme } from "./erp-chat-element.js";
export {
  ErpChatCloseEvent,
  ErpChatErrorEvent,
  ErpChatOpenEvent,
  ErpChatReadyEvent,
  type ErpChatElementEventMap,
} from "./events.js";
