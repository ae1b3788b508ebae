/** How the launcher looks, and the message in its place when nothing more could be loaded. */

export const LAUNCHER_STYLE = `
[part~="launcher"] {
  position: fixed;
  inset-block-end: max(var(--_edge), env(safe-area-inset-bottom));
  inset-inline-end: var(--_edge);
  z-index: var(--_layer);
  display: grid;
  place-items: center;
  inline-size: var(--_button);
  block-size: var(--_button);
  padding: 0;
  border: 1px solid transparent;
  border-radius: 50%;
  background: var(--_accent);
  color: var(--_on-accent);
  font: 600 15px/1.5 var(--_font);
  box-shadow: 0 2px 4px #10182826, 0 8px 20px #10182840;
}
:host([placement="bottom-start"]) [part~="launcher"] { inset-inline: var(--_edge) auto; }
[part~="launcher"] svg { grid-area: 1 / 1; inline-size: 28px; block-size: 28px; }
[part~="launcher"][aria-expanded="false"] svg:nth-of-type(2),
[part~="launcher"][aria-expanded="true"] svg:nth-of-type(1) { visibility: hidden; }
[part~="launcher"]:hover { background: color-mix(in srgb, var(--_accent) 88%, #000); }
[part~="launcher"]:focus-visible { outline: 3px solid var(--_accent-text); outline-offset: 3px; }
[part~="badge"] {
  position: absolute;
  inset-block-start: -4px;
  inset-inline-end: -4px;
  min-inline-size: 22px;
  padding: 0 6px;
  border: 2px solid var(--_surface);
  border-radius: 12px;
  background: #c4271d;
  color: #fff;
  font: 600 12px/18px var(--_font);
  text-align: center;
}
[part~="failure"] {
  position: fixed;
  inset-block-end: calc(var(--_edge) + var(--_button) + 12px);
  inset-inline-end: var(--_edge);
  z-index: var(--_layer);
  max-inline-size: min(340px, 100vw - 2 * var(--_edge));
  padding: 20px;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  color: var(--_text);
  font: 400 var(--_size)/1.5 var(--_font);
  box-shadow: var(--_shadow);
}
:host([placement="bottom-start"]) [part~="failure"] { inset-inline: var(--_edge) auto; }
[part~="failure"] p { margin: 0 0 8px; }
[part~="failure-title"] { font-weight: 650; }
[part~="failure-text"] { color: var(--_muted); }
[part~="retry"] {
  min-block-size: 44px;
  margin-block-start: 8px;
  padding: 0 20px;
  border: 1px solid transparent;
  border-radius: 22px;
  background: var(--_accent);
  color: var(--_on-accent);
  font-weight: 600;
}
@media (prefers-reduced-motion: no-preference) {
  [part~="launcher"] { transition: background-color 0.15s, scale 0.15s; }
  [part~="launcher"]:active { scale: 0.95; }
}
@media (forced-colors: active) {
  [part~="launcher"], [part~="badge"], [part~="retry"] { border: 1px solid ButtonText; }
}
`;
