/** Builds nodes. Text goes in as text nodes and attributes by `setAttribute`: there is no way to pass markup or a style. */

/** What can stand inside an element. */
export type Child = Node | string;

/** Attributes by name; `true` stands for the bare name, `false` and `undefined` for none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an HTML element. */
export function build<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Sets or removes attributes. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Makes a button that submits nothing. */
export function button(attributes: Attributes, press: () => void, ...children: Child[]): HTMLButtonElement {
  const element = build("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("click", press);
  return element;
}

/** Makes a decorative line icon from the path of a 24 by 24 drawing. */
export function icon(path: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(namespace, "svg");
  const line = document.createElementNS(namespace, "path");
  setAttributes(drawing, { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  setAttributes(line, { d: path });
  drawing.append(line);
  return drawing;
}

/** Text that only assistive technology gets. */
export function spoken(text: string): HTMLSpanElement {
  return build("span", { class: "spoken" }, text);
}

/** A style sheet for `adoptedStyleSheets`, which a strict content security policy lets through. */
export function styleSheet(...rules: string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join("\n"));
  return sheet;
}
