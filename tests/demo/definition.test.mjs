/** The demo ERP against the assistant's definition: every intent has its handler, and both know the same permissions. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HANDLERS } from "../../www/demo/handlers.js";
import { PERMISSIONS, STARTERS } from "../../www/demo/personas.js";

const definition = readFileSync(new URL("../../src/starter/assistant.toml", import.meta.url), "utf8");

/** Intents as far as the ERP is concerned; `undo` is talk, but carried out. */
const intents = definition
  .split("[[intent]]")
  .slice(1)
  .map((part) => part.split("[[intent.slot]]")[0])
  .map((part) => ({
    name: text(part, "name"),
    kind: text(part, "kind"),
    permission: text(part, "permission") ?? null,
    undo: /^undo = true$/m.test(part),
    only: /^only = \[(.*)\]$/m.exec(part)?.[1].match(/\w+/g) ?? null,
  }));

function text(part, key) {
  return new RegExp(`^${key} = "(.*)"$`, "m").exec(part)?.[1];
}

test("every action and reading has a handler, and there are no others", () => {
  const carriedOut = intents.filter(({ kind }) => kind !== "talk").map(({ name }) => name);
  assert.deepEqual(Object.keys(HANDLERS).toSorted(), [...carriedOut, "undo"].toSorted());
});

for (const { name, kind, permission, undo, only } of intents.filter((intent) => intent.kind !== "talk")) {
  test(`${name} needs what the definition says`, () => {
    const handler = HANDLERS[name];
    const declared = { kind: handler.kind, permission: handler.permission, undo: handler.undo ?? false, only: handler.only ?? null };
    assert.deepEqual(declared, { kind, permission, undo, only });
  });
}

test("roles hold the permissions of the definition", () => {
  const own = (role) => new RegExp(`\\[roles\\.${role}\\][^[]*?(?:includes = \\[.*\\])?\\s*permissions = \\[(.*)\\]`).exec(definition)[1].match(/[\w:]+/g);
  for (const role of Object.keys(PERMISSIONS)) {
    const expected = role === "employee" ? own(role) : [...own("employee"), ...own(role)];
    assert.deepEqual(PERMISSIONS[role].toSorted(), expected.toSorted(), role);
  }
});

test("every role has three starters", () => {
  for (const role of Object.keys(PERMISSIONS)) assert.equal(STARTERS[role].length, 3, role);
});
