/** Builds elements. Text goes in as text, never as markup, so nothing that a user typed can run. */

/** An element with attributes (`false` and `null` leave one out, functions listen) and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, name, value) {
  if (typeof value === "function") node.addEventListener(name, value);
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value === true ? "" : value);
}

/** Replaces the content of a node, and keeps the focus on the link or button that had it. */
export function redraw(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  node.replaceChildren(...children);
  if (focused) [...node.querySelectorAll("[data-key]")].find((other) => other.dataset.key === focused)?.focus();
}
