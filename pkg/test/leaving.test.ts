/** What happens to a user's records when another user comes, or nobody. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assistant } from "../src/types.js";
import { Device } from "./fake.js";
import { settled, stage } from "./harness.js";

const OTHER = { id: "u2", roles: ["employee"] };

/** What the page may say of delivery. */
function told({ status }: Assistant): [number, number] {
  return [status.pending, status.othersPending];
}

/** An assistant with two records that are not delivered. */
async function waiting(isStuck: boolean): Promise<{ assistant: Assistant; device: Device }> {
  const { assistant, device } = await stage();
  await assistant.send("mine");
  const [outbox] = device.opened;
  assert.ok(outbox);
  outbox.pending = 2;
  device.isStuck = isStuck;
  return { assistant, device };
}

test("a user who leaves is delivered before the outbox is closed", async () => {
  const { assistant, device } = await waiting(false);
  await assistant.setUser(OTHER);
  await settled();
  assert.deepEqual(device.journal.filter((event) => event === "leave"), ["leave"]);
  assert.deepEqual([device.opened[0]?.open, told(assistant)], [false, [0, 0]]);
});

test("what cannot be delivered waits, and is told of, until the user is back", async () => {
  const { assistant, device } = await waiting(true);
  await assistant.setUser(OTHER);
  assert.deepEqual(told(assistant), [0, 2]);
  await settled();
  assert.deepEqual([device.opened[0]?.open, told(assistant)], [false, [0, 2]]);
  await assistant.setUser({ id: "u1", roles: ["employee"] });
  assert.deepEqual(told(assistant), [0, 0]);
});

test("logging out delivers first, unless everything is to be erased", async () => {
  for (const purge of [false, true]) {
    const { assistant, device } = await waiting(true);
    await assistant.logout({ purge });
    assert.deepEqual([device.journal.includes("leave"), told(assistant)[1]], purge ? [false, 0] : [true, 2]);
    assert.equal(device.opened[0]?.open, false);
  }
});

test("records that only the page had are not promised", async () => {
  const { assistant, device } = await waiting(true);
  device.store = "memory";
  await assistant.setUser(OTHER);
  await settled();
  assert.deepEqual(told(assistant), [0, 0]);
});
