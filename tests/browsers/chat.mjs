// The chat as a user meets it: by names and roles, never by classes.

import { until } from "./harness.mjs";

export class Chat {
  constructor(page) {
    this.page = page;
    this.launcher = page.getByRole("button", { name: /^Open chat/ });
    this.log = page.getByRole("log", { name: "Conversation" });
    this.box = page.getByRole("textbox", { name: "Message", exact: true });
    this.turns = page.locator("erp-chat article[data-turn-id]");
    this.sync = page.locator("erp-chat [part~=sync]");
    this.suggestions = page.getByRole("group", { name: "Suggestions" }).getByRole("button");
  }

  async open() {
    await this.launcher.click();
    await this.ready();
  }

  /** Until there is somebody to answer; the box takes messages earlier. */
  async ready() {
    await this.box.waitFor();
    await until("there is an assistant", () => this.page.evaluate(() => document.querySelector("erp-chat").assistant !== undefined));
  }

  /** Says something and waits for the whole answer. */
  async say(text) {
    return this.answerTo(async () => {
      await this.box.fill(text);
      await this.page.getByRole("button", { name: "Send", exact: true }).click();
    });
  }

  /** The turn that comes of what `act` does. */
  async answerTo(act) {
    const before = await this.turns.count();
    await act();
    const turn = this.turns.nth(before);
    await turn.waitFor();
    await until("the answer is whole", async () => (await turn.getAttribute("data-working")) === null);
    return seen(turn);
  }

  async all() {
    const turns = await this.turns.all();
    return Promise.all(turns.map(seen));
  }

  /** The turn of an id. */
  turn(id) {
    return this.page.locator(`erp-chat article[data-turn-id="${id}"]`);
  }

  /** Waits until delivery is in a state. */
  async reaches(state) {
    await until(`delivery is ${state}`, async () => (await this.sync.getAttribute("data-state")) === state);
  }

  /** Waits until the server has everything. */
  async delivered() {
    await this.reaches("idle");
    await until("nothing is pending", async () => (await this.sync.getAttribute("data-pending")) === "0");
  }
}

/** What a user sees of a turn. */
async function seen(turn) {
  return {
    id: await turn.getAttribute("data-turn-id"),
    route: await turn.getAttribute("data-route"),
    message: await turn.locator("[part~=message]").textContent(),
    reply: await turn.locator("[part~=reply-text]").textContent(),
    rows: await turn.locator("tbody tr").count(),
  };
}
