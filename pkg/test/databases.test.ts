/** Withdrawn consent erases the databases of all users of the tenant. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { eraseDatabases, noteDatabase } from "../src/databases.js";
import { scopeOf, tenantScopeOf } from "../src/scope.js";

const MINE = scopeOf("mill", "u1");
const COLLEAGUE = scopeOf("mill", "u2");
const NEIGHBOUR = scopeOf("bakery", "u1");

/** A browser that holds databases, and tells of them or does not. */
class Browser {
  readonly names = new Set(["host-own", ...[MINE, COLLEAGUE, NEIGHBOUR].map((scope) => `erp-chat:${scope}`)]);
  readonly values = new Map<string, string>();

  constructor(tells: boolean) {
    const deleteDatabase = (name: string): object => {
      const request = { onsuccess: (): void => {} };
      queueMicrotask(() => (this.names.delete(name), request.onsuccess()));
      return request;
    };
    const databases = (): Promise<{ name: string }[]> => Promise.resolve([...this.names].map((name) => ({ name })));
    const localStorage = {
      getItem: (key: string) => this.values.get(key) ?? null,
      setItem: (key: string, value: string) => void this.values.set(key, value),
      removeItem: (key: string) => void this.values.delete(key),
    };
    Object.assign(globalThis, { indexedDB: { deleteDatabase, ...(tells && { databases }) }, localStorage });
  }
}

for (const tells of [true, false]) {
  test(`those of other tenants and of the host stay, where the browser ${tells ? "lists" : "does not list"} databases`, async () => {
    const { names, values } = new Browser(tells);
    [MINE, COLLEAGUE, NEIGHBOUR, MINE].forEach(noteDatabase);
    assert.equal(values.size, tells ? 0 : 1);
    await eraseDatabases(tenantScopeOf("mill"), MINE);
    assert.deepEqual([...names], ["host-own", `erp-chat:${MINE}`, `erp-chat:${NEIGHBOUR}`]);
    await eraseDatabases(tenantScopeOf("mill"));
    await eraseDatabases(tenantScopeOf("bakery"));
    assert.deepEqual([[...names], values.size], [["host-own"], 0]);
  });
}

test("without storage nothing happens", async () => {
  Object.assign(globalThis, { indexedDB: undefined });
  noteDatabase(MINE);
  await eraseDatabases(tenantScopeOf("mill"));
});
