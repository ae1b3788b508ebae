/** Starts the demo ERP: joins the store, the host, the page and the chat. */

import { Chat } from "./chat.js";
import { Host } from "./host.js";
import { keepEngine, keepShell } from "./offline.js";
import { PERSONAS, ROLES } from "./personas.js";
import { drawLogged } from "./page/logged.js";
import { element } from "./page/dom.js";
import { Page, note } from "./page/page.js";
import { keepLogging, keepRole, keptConsent, keptRole } from "./settings.js";
import { Store } from "./store.js";
import { counted } from "./wording.js";

const at = (id) => document.getElementById(id);

const store = new Store({ storage: storage() });
const host = new Host(store, () => navigator.onLine);
let person = PERSONAS[keptRole()];
const chat = new Chat(at("assistant"), host, person);
const page = new Page(store, person, (message) => void chat.ask(message));

/** The browser's storage, when it may be used. */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function startRoles() {
  const select = at("role");
  select.append(...Object.entries(ROLES).map(([role, title]) => element("option", { value: role }, title)));
  select.value = person.role;
  select.addEventListener("focus", () => chat.deliver());
  select.addEventListener("change", () => {
    person = PERSONAS[select.value];
    keepRole(person.role);
    page.become(person);
    void chat.become(person);
  });
}

function startNavigation() {
  const go = () => {
    if (page.go(location.hash)) chat.look(page.context);
  };
  window.addEventListener("hashchange", () => {
    go();
    chat.reveal();
    // After a change of page the next tab stop is its content.
    if (document.activeElement?.closest("nav") === null) at("main").focus({ preventScroll: true });
  });
  go();
}

function startLogging() {
  const logging = at("logging");
  logging.checked = keptConsent() !== "withdrawn";
  logging.addEventListener("change", () => {
    keepLogging(logging.checked);
    void chat.setConsent(keptConsent());
    void redrawLogged();
  });
  at("logged").addEventListener("toggle", () => void redrawLogged());
  chat.addEventListener("change", () => void redrawLogged());
}

async function redrawLogged() {
  if (at("logged").open) await drawLogged(at("logged-content"), chat.assistant, person.locale);
}

function startConnection() {
  const follow = () => {
    const waiting = store.queue.length;
    const queued = waiting > 0 ? ` ${counted(waiting, "action")} ${waiting === 1 ? "waits" : "wait"} for the connection.` : "";
    at("connection").textContent = navigator.onLine ? "" : `You are offline. The assistant still answers.${queued}`;
  };
  const back = () => void alone(() => {
    store.reload();
    host.replay();
    follow();
  }).then(() => chat.report());
  window.addEventListener("online", back);
  window.addEventListener("offline", follow);
  store.addEventListener("change", follow);
  if (navigator.onLine) back();
  else follow();
}

/** Runs work that only one tab of the browser may do at a time. */
async function alone(work) {
  if (navigator.locks) await navigator.locks.request("erp-demo:queue", work);
  else work();
}

function startReset() {
  at("reset").addEventListener("click", () => {
    store.reset();
    note("The demo data is as on the first day.");
  });
}

/** Another tab of the same browser has changed the data. */
function startSharing() {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith("erp-demo:state")) store.reload();
  });
}

startRoles();
startNavigation();
startLogging();
startConnection();
startReset();
startSharing();
at("assistant").addEventListener("erp-chat-ready", () => void keepEngine());
keepShell();
