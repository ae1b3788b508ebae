/** Registers the service worker that keeps the page and the package for offline use, once the page has loaded. */

const WORKER = "/sw.js";

export function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  const register = () => navigator.serviceWorker.register(workerAddress()).catch(report);
  if (document.readyState === "complete") void register();
  else window.addEventListener("load", register, { once: true });
}

/** Has the engine kept too, now that it is used. */
export async function keepEngine() {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage("keep-engine");
}

/** The only address that this page may start a worker from. */
function workerAddress() {
  if (!window.trustedTypes) return WORKER;
  const only = (address) => {
    if (address !== WORKER) throw new TypeError("not the service worker of this page");
    return address;
  };
  return window.trustedTypes.createPolicy("erp-demo", { createScriptURL: only }).createScriptURL(WORKER);
}

function report(error) {
  console.info("erp-demo: no offline use,", error.message);
}
