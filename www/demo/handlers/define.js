/** How a handler is declared: what it needs, whether it can be taken back, and what it does with desk and arguments. */

/** Changes the ERP; `undo` says that it can be taken back. */
export function action(permission, run, { undo = false } = {}) {
  return Object.freeze({ kind: "action", permission, run, undo });
}

/** Reads the ERP; `only` names the roles when the permission alone is too wide. */
export function read(permission, run, { only = null } = {}) {
  return Object.freeze({ kind: "read", permission, run, only });
}
