// Pictures of the demo page with a conversation and of the dashboard: light, dark and narrow. `cargo xtask screenshots`.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Demo } from "./demo.mjs";
import { openPage, withStage } from "./harness.mjs";

const { SCREENSHOTS: folder = "target/screenshots" } = process.env;
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  narrow: { colorScheme: "light", viewport: { width: 360, height: 740 } },
};

await mkdir(folder, { recursive: true });
await withStage(async (stage) => {
  for (const [look, options] of Object.entries(LOOKS)) await picture(stage, look, options);
});

async function picture(stage, look, options) {
  const opened = await openPage(stage.browser, { ...options, deviceScaleFactor: 2 });
  const { page, context } = opened;
  const demo = new Demo(stage, opened);
  const shoot = (name) => page.screenshot({ path: join(folder, `${name}-${look}.png`) });
  await demo.visit();
  await shoot("closed");
  await demo.chat.open();
  await shoot("welcome");
  await demo.chat.say("which invoices are overdue?");
  await demo.chat.say("approve invoice INV-1042");
  await shoot("chat");
  await fillDashboard(demo.chat);
  await page.goto(`${stage.url}/dashboard`);
  await page.waitForLoadState("networkidle");
  await shoot("dashboard");
  await context.close();
}

/** Turns of every kind, so that the dashboard has something to show. */
async function fillDashboard(chat) {
  for (const message of ["yes please", "show all users", "how do I claim mileage?", "book me a meeting room"]) await chat.say(message);
  await chat.page.getByRole("button", { name: "Not helpful" }).last().click();
  await chat.page.getByRole("button", { name: "Submit" }).click();
  await chat.page.getByRole("button", { name: "Helpful", exact: true }).first().click();
  await chat.delivered();
}
