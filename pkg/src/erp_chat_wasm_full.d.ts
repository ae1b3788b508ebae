/** The generated glue of the engine that reads patterns of the host; it has the same form as that of the lean one. */

export * from "./erp_chat_wasm.js";
export { default } from "./erp_chat_wasm.js";
