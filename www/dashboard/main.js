/** Starts the dashboard: asks for the figures of the chosen period and for the flagged turns, and draws both. */

import { BackendError, flaggedTurns, metricsOf } from "./api.js";
import { drawMetrics } from "./metrics.js";
import { drawQueue } from "./queue.js";

const at = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(navigator.language, { timeStyle: "medium" });

/** The latest request; answers to earlier ones are dropped. */
let latest = 0;

async function refresh() {
  const own = (latest += 1);
  busy(true);
  try {
    const [metrics, queue] = await Promise.all([metricsOf(at("period").value), flaggedTurns()]);
    if (own === latest) show(metrics, queue);
  } catch (error) {
    if (own === latest) fail(error);
  } finally {
    if (own === latest) busy(false);
  }
}

function show(metrics, queue) {
  at("metrics").replaceChildren(...drawMetrics(metrics));
  at("queue").replaceChildren(...drawQueue(queue));
  say(`As of ${time.format(new Date())}.`);
}

/** What was drawn before stays, marked by the message as out of date. */
function fail(error) {
  if (!(error instanceof BackendError)) console.error("dashboard:", error);
  say(error instanceof BackendError ? error.message : "The answer of the backend could not be shown.", "bad");
}

function say(text, tone = "") {
  at("state").textContent = text;
  at("state").dataset.tone = tone;
}

function busy(isBusy) {
  at("metrics").setAttribute("aria-busy", String(isBusy));
}

at("period").addEventListener("change", () => void refresh());
at("controls").addEventListener("submit", (event) => {
  event.preventDefault();
  void refresh();
});
void refresh();
