/** What a user taught: kept beyond sessions, for that user only, with consent only. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Consent } from "../src/types.js";
import { Device, now } from "./fake.js";
import { stage } from "./harness.js";

const LESSON = "no, I meant my leave";
const OTHER = { id: "u2", roles: ["employee"] };

/** A device on which somebody taught something. */
async function taught(consent: Consent = "granted"): Promise<Awaited<ReturnType<typeof stage>>> {
  const staged = await stage({ consent });
  await staged.assistant.send("hello");
  await staged.assistant.send(LESSON);
  assert.equal(staged.assistant.lessonCount, 1);
  return staged;
}

/** How many lessons a page has that is opened now. */
async function reopened(device: Device, options: Parameters<typeof stage>[0] = {}): Promise<number> {
  return (await stage({ device, ...options })).assistant.lessonCount;
}

test("lessons outlive a reload, an idle session and a logout", async () => {
  const { assistant, device } = await taught();
  assert.equal(await reopened(device), 1);
  now.ms += 3_600_000;
  assert.equal(await reopened(device), 1);
  await assistant.logout();
  assert.equal(await reopened(device), 1);
});

test("lessons are a user's own", async () => {
  const { assistant } = await taught();
  await assistant.setUser(OTHER);
  assert.equal(assistant.lessonCount, 0);
  await assistant.setUser({ id: "u1", roles: ["employee"] });
  assert.equal(assistant.lessonCount, 1);
});

test("lessons can be forgotten alone, and go with everything else", async () => {
  const { assistant, device } = await taught();
  const records = device.records.length;
  await assistant.forgetLessons();
  assert.deepEqual([assistant.lessonCount, await reopened(device)], [0, 0]);
  assert.ok(device.records.length >= records);
  await assistant.send(LESSON);
  await assistant.forget();
  assert.deepEqual([assistant.lessonCount, await reopened(device)], [0, 0]);
});

test("without consent lessons are of this page only, and are kept once there is consent", async () => {
  const { assistant, device } = await taught("pending");
  assert.equal(await reopened(device), 0);
  await assistant.setConsent("granted");
  assert.deepEqual([assistant.lessonCount, await reopened(device)], [1, 1]);
  await assistant.setConsent("withdrawn");
  assert.deepEqual([assistant.lessonCount, await reopened(device)], [0, 0]);
});

test("a purge forgets lessons, and lessons that cannot be read are let go", async () => {
  const { assistant, device } = await taught();
  await assistant.logout({ purge: true });
  assert.equal(await reopened(device), 0);
  for (const stored of device.scopes.values()) stored.lessons = "not JSON";
  assert.equal(await reopened(device), 0);
});
