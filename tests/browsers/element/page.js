// What a host does with the element. The address of the page says how: `?theme=dark&dir=rtl&locale=de-DE&bare`.

const settings = new URLSearchParams(location.search);
const chat = document.querySelector("erp-chat");

window.chat = chat;
window.heard = [];
for (const type of ["open", "close", "ready", "error"]) {
  document.addEventListener(`erp-chat-${type}`, (event) => window.heard.push({ type, code: event.code, own: event.target === chat }));
}

document.documentElement.dir = settings.get("dir") ?? "ltr";
for (const name of ["theme", "placement"]) if (settings.has(name)) chat[name] = settings.get(name);
chat.starters = settings.has("bare") ? [] : ["How many leave days do I have?", "List my tasks", "Show overdue invoices"];
window.setUp = () => {
  chat.options = { user: { name: settings.get("name") ?? "Maya", roles: ["employee"], locale: settings.get("locale") ?? "en-GB" } };
};
if (!settings.has("late")) window.setUp();
