/**
 * Colours and measures of the element. A host sets the public `--erp-chat-*` properties; everything else reads the private
 * `--_*` ones. Both palettes hold 4.5:1 for text and 3:1 for what one has to see.
 */

const LIGHT = `
  color-scheme: light;
  --_accent: var(--erp-chat-accent, #2b59d9);
  --_on-accent: var(--erp-chat-on-accent, #ffffff);
  --_accent-text: var(--erp-chat-accent-text, var(--_accent));
  --_surface: var(--erp-chat-surface, #ffffff);
  --_raised: var(--erp-chat-surface-raised, #f2f4f8);
  --_text: var(--erp-chat-text, #1a2130);
  --_muted: var(--erp-chat-text-muted, #5a6376);
  --_line: var(--erp-chat-line, #e2e6ee);
  --_control: var(--erp-chat-control, #868ea0);
  --_danger: var(--erp-chat-danger, #b3261e);
  --_good: var(--erp-chat-good, #1a7f4b);
  --_shadow: var(--erp-chat-shadow, 0 1px 2px #10182814, 0 8px 16px #1018281f, 0 24px 56px #10182833);
`;

const DARK = `
  color-scheme: dark;
  --_accent: var(--erp-chat-accent, #3a66e0);
  --_on-accent: var(--erp-chat-on-accent, #ffffff);
  --_accent-text: var(--erp-chat-accent-text, #a3bdff);
  --_surface: var(--erp-chat-surface, #161a22);
  --_raised: var(--erp-chat-surface-raised, #232936);
  --_text: var(--erp-chat-text, #e9ecf3);
  --_muted: var(--erp-chat-text-muted, #a6afc0);
  --_line: var(--erp-chat-line, #303848);
  --_control: var(--erp-chat-control, #737d92);
  --_danger: var(--erp-chat-danger, #ffb4ab);
  --_good: var(--erp-chat-good, #6bd69a);
  --_shadow: var(--erp-chat-shadow, 0 1px 2px #0006, 0 8px 16px #0005, 0 24px 56px #0009);
`;

/** Rules for the host. */
export const TOKENS_STYLE = `
:host {
  all: initial;
  display: contents;
  ${LIGHT}
  --_radius: var(--erp-chat-radius, 18px);
  --_font: var(--erp-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif);
  --_size: var(--erp-chat-font-size, 15px);
  --_edge: var(--erp-chat-edge, 20px);
  --_layer: var(--erp-chat-layer, 1000);
  --_button: 56px;
}
:host([hidden]) { display: none; }
@media print { :host { display: none; } }
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) { ${DARK} }
}
:host([theme="dark"]) { ${DARK} }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
svg {
  inline-size: 1.25em;
  block-size: 1.25em;
  flex: none;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.8;
  stroke-linecap: round;
  stroke-linejoin: round;
}
button { font: inherit; letter-spacing: inherit; color: inherit; margin: 0; cursor: pointer; touch-action: manipulation; }
:focus-visible { outline: 2px solid var(--_accent-text); outline-offset: 2px; }
.spoken {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;
