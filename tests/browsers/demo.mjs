// The demo ERP's page as a user meets it.

import { Chat } from "./chat.mjs";
import { until } from "./harness.mjs";

export class Demo {
  constructor(stage, { page, context }) {
    Object.assign(this, { stage, page, context, chat: new Chat(page) });
  }

  async visit() {
    await this.page.goto(`${this.stage.url}/`);
    await this.chat.launcher.waitFor();
  }

  /** Becomes the person of another role; what is said from then on is said as that person. */
  async become(role) {
    const before = await this.#session();
    await this.page.getByRole("combobox", { name: "Role" }).selectOption(role);
    if (before) await until("the chat is another person's", async () => (await this.#session()) !== before);
  }

  #session() {
    return this.page.evaluate(() => document.querySelector("erp-chat").assistant?.sessionId);
  }

  /** The row of a table that begins with an id, as text. */
  async row(table, id) {
    await this.page.getByRole("link", { name: table, exact: true }).click();
    const row = this.page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: id });
    return row.first().innerText();
  }

  /** Waits until a row says something. */
  async rowSays(table, id, words) {
    await until(`${id} is ${words}`, async () => words.test(await this.row(table, id)));
  }

  /** Once a worker holds the shell, the page can be opened without a network. */
  async canWorkOffline() {
    await until("the shell is kept", () => this.page.evaluate(() => navigator.serviceWorker.controller?.state === "activated"));
  }

  /** Pulls the plug or puts it back, for the browser as for everything behind it. */
  async setOnline(isOnline) {
    this.stage.proxy.cut(!isOnline);
    await this.context.setOffline(!isOnline);
  }

  /** Everything that the browser keeps for the page, as one text. */
  async kept() {
    return this.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const stores = await Promise.all(databases.map(({ name }) => dump(name)));
      return JSON.stringify([stores, { ...localStorage }, { ...sessionStorage }]);

      async function dump(name) {
        const database = await settled(indexedDB.open(name));
        const names = [...database.objectStoreNames];
        const transaction = names.length > 0 ? database.transaction(names) : undefined;
        const rows = names.map((store) => settled(transaction.objectStore(store).getAll()));
        const found = await Promise.all(rows);
        database.close();
        return found;
      }

      function settled(request) {
        return new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      }
    });
  }
}
