/** Draws the figures of a period: tiles, the most frequent intents, response times and feedback. */

import { element } from "../demo/page/dom.js";

const LOCALE = navigator.language;
const whole = new Intl.NumberFormat(LOCALE);
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const milliseconds = new Intl.NumberFormat(LOCALE, { style: "unit", unit: "millisecond", maximumSignificantDigits: 3 });

/** Stands where nothing was measured. */
const NONE = "\u2013";
const rate = (value) => (value === null ? NONE : percent.format(value));
const time = (value) => (value === null ? NONE : milliseconds.format(value));

/** All figures, or what to do when there are none yet. */
export function drawMetrics(metrics) {
  if (metrics.totalInteractions === 0) return [nothing()];
  return [tiles(metrics), element("div", { class: "columns" }, intents(metrics), times(metrics))];
}

function nothing() {
  return element("section", { class: "card nothing" },
    element("p", {}, "No conversation was logged in this period."),
    element("p", {}, "Choose a longer one, or ", element("a", { href: "/" }, "chat in the demo ERP"), " and come back."));
}

function tiles({ totalInteractions, avgConfidence, fallbackRate, escalationRate, feedback }) {
  const rated = feedback.positive + feedback.negative;
  const answers = `${whole.format(feedback.positive)} up, ${whole.format(feedback.negative)} down`;
  return element("div", { class: "tiles" },
    tile("Interactions", whole.format(totalInteractions), "messages answered"),
    tile("Confidence", rate(avgConfidence), "on average"),
    tile("Not understood", rate(fallbackRate), "of messages fell back"),
    tile("Handed over", rate(escalationRate), "of messages went to people"),
    tile("Helpful", rated > 0 ? percent.format(feedback.positive / rated) : NONE, rated > 0 ? answers : "nobody rated a reply"));
}

function tile(label, figure, detail) {
  return element("section", { class: "tile" },
    element("h2", { class: "tile-label" }, label),
    element("strong", {}, figure),
    element("span", { class: "hint" }, detail));
}

/** Bars are in a table, so that every figure can be read without seeing them. */
function intents({ topIntents }) {
  const most = Math.max(...topIntents.map(({ count }) => count), 1);
  const heads = ["Intent", "Messages", "Count", "Confidence"].map((label, at) =>
    element("th", { scope: "col", class: at > 1 ? "numeric" : null }, label));
  const rows = topIntents.map(({ intent, count, avgConfidence }) => element("tr", {},
    element("th", { scope: "row" }, intent === "oos" ? "out of scope" : intent.replaceAll("_", " ")),
    element("td", {}, element("progress", { max: String(most), value: String(count), "aria-label": `${count} messages` })),
    element("td", { class: "numeric" }, whole.format(count)),
    element("td", { class: "numeric" }, percent.format(avgConfidence))));
  const table = element("table", { class: "bars" }, element("caption", { class: "spoken" }, "Most frequent intents"),
    element("thead", { class: "spoken" }, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  return element("section", { class: "card" },
    element("h2", {}, "What people ask for"),
    element("p", { class: "hint" }, "Messages by intent, with the average confidence."), table);
}

function times({ responseTimeMs: { p50, p95, p99 }, feedback }) {
  const line = (label, value) => element("tr", {}, element("th", { scope: "row" }, label), element("td", { class: "numeric" }, value));
  const table = (caption, ...rows) =>
    element("table", { class: "lines" }, element("caption", { class: "spoken" }, caption), element("tbody", {}, ...rows));
  return element("div", { class: "stack" },
    element("section", { class: "card" },
      element("h2", {}, "Response time"),
      element("p", { class: "hint" }, "From the message to the reply."),
      table("Response time", line("Half of all within", time(p50)), line("95% within", time(p95)), line("99% within", time(p99)))),
    element("section", { class: "card" },
      element("h2", {}, "Feedback"),
      table("Feedback", line("Helpful", whole.format(feedback.positive)), line("Not helpful", whole.format(feedback.negative)),
        line("Rated replies", rate(feedback.responseRate)))));
}
