/** What a visitor has chosen, kept in the browser: the role, and whether conversations are logged. */

import { PERSONAS } from "./personas.js";

const ROLE = "erp-demo:role";
const LOGGING = "erp-demo:logging";

/** Role to begin with. */
const FIRST_ROLE = "accountant";

export function keptRole() {
  const role = read(ROLE);
  return role && Object.hasOwn(PERSONAS, role) ? role : FIRST_ROLE;
}

export const keepRole = (role) => write(ROLE, role);

/** Consent for the assistant: the invented company needs none, until the visitor has used the switch. */
export function keptConsent() {
  return { on: "granted", off: "withdrawn" }[read(LOGGING)] ?? "not-needed";
}

export const keepLogging = (logs) => write(LOGGING, logs ? "on" : "off");

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden: the choice holds until the page is closed.
  }
}
