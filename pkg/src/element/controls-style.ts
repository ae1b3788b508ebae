/** How the things to press and to fill in look: message box, suggestions, thumbs and the form that may follow. */

export const CONTROLS_STYLE = `
[part~="composer"] { display: flex; align-items: flex-end; gap: 8px; }
[part~="field"] {
  display: grid;
  flex: 1;
  min-inline-size: 0;
  max-block-size: 8.5em;
  overflow: hidden auto;
  border: 1px solid var(--_control);
  border-radius: 22px;
  background: var(--_surface);
  scrollbar-width: none;
}
[part~="field"]:focus-within { border-color: var(--_accent-text); outline: 1px solid var(--_accent-text); }
[part~="input"], [part~="measure"] {
  grid-area: 1 / 1;
  min-inline-size: 0;
  min-block-size: 42px;
  margin: 0;
  padding: 9px 16px;
  border: 0;
  background: transparent;
  color: inherit;
  font: inherit;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
[part~="input"] { overflow: hidden; resize: none; outline: none; }
[part~="input"]::placeholder, [part~="comment"]::placeholder { color: var(--_muted); opacity: 1; }
[part~="input"]:placeholder-shown { white-space: nowrap; }
[part~="measure"] { visibility: hidden; }
[part~="send"] {
  display: grid;
  place-items: center;
  flex: none;
  inline-size: 44px;
  block-size: 44px;
  padding: 0;
  border: 1px solid transparent;
  border-radius: 50%;
  background: var(--_accent);
  color: var(--_on-accent);
}
[part~="send"][aria-disabled="true"] { background: var(--_raised); color: var(--_muted); cursor: default; }
[part~="send"]:not([aria-disabled="true"]):hover { background: color-mix(in srgb, var(--_accent) 88%, #000); }
[part~="earlier"] {
  align-self: center;
  min-block-size: 36px;
  padding: 6px 16px;
  border: 1px solid var(--_line);
  border-radius: 999px;
  background: var(--_surface);
  color: var(--_accent-text);
  font-size: 0.9333em;
}
[part~="earlier"]:hover { background: var(--_raised); }
[part~="latest"] {
  position: absolute;
  inset-block-end: calc(100% + 12px);
  inset-inline-end: 16px;
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  padding: 0;
  border: 1px solid var(--_line);
  border-radius: 50%;
  background: var(--_surface);
  color: var(--_text);
  box-shadow: 0 2px 10px #10182833;
}

[part~="suggestions"] { display: flex; flex-wrap: wrap; gap: 8px; }
[part~="suggestion"], [part~="reason"] span {
  padding: 7px 14px;
  border: 1px solid var(--_accent-text);
  border-radius: 20px;
  background: var(--_surface);
  color: var(--_accent-text);
  text-align: start;
  overflow-wrap: anywhere;
}
[part~="suggestion"] { min-block-size: 40px; font-weight: 500; }
[part~="suggestion"]:hover, [part~="reason"]:hover span { background: color-mix(in srgb, var(--_accent) 10%, var(--_surface)); }
[part~="turn"][data-route="confirm"] [part~="suggestion"]:first-child { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
[part~="turn"][data-route="confirm"] [part~="suggestion"]:first-child:hover { background: color-mix(in srgb, var(--_accent) 88%, #000); }

[part~="thumbs"] { display: flex; gap: 4px; }
[part~="thumb"] {
  display: grid;
  place-items: center;
  inline-size: 32px;
  block-size: 32px;
  padding: 0;
  border: 1px solid transparent;
  border-radius: 50%;
  background: transparent;
  color: var(--_control);
}
[part~="turn"]:is(:hover, :focus-within) [part~="thumb"] { color: var(--_muted); }
[part~="thumb"]:hover { background: var(--_raised); }
[part~="panel"] [part~="thumb"][aria-pressed="true"] { background: color-mix(in srgb, var(--_accent) 12%, var(--_surface)); color: var(--_accent-text); }
[part~="thumb"][aria-pressed="true"] svg { fill: color-mix(in srgb, currentColor 25%, transparent); }

[part~="turn"] > :has(> [part~="feedback"]) { align-self: stretch; }
[part~="feedback"] { display: grid; gap: 8px; padding: 14px; border: 1px solid var(--_line); border-radius: 14px; font-size: 0.9333em; }
[part~="reasons"] { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; border: 0; }
[part~="feedback-question"] { margin-block-end: 10px; padding: 0; font-weight: 650; }
[part~="reason"] { position: relative; cursor: pointer; }
[part~="reason"] input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
[part~="reason"] span { display: block; padding: 5px 12px; border-color: var(--_control); color: var(--_text); }
[part~="reason"] input:checked + span { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
[part~="reason"] input:focus-visible + span { outline: 2px solid var(--_accent-text); outline-offset: 2px; }
[part~="comment-label"] { margin-block-start: 4px; font-weight: 600; }
[part~="comment"] {
  inline-size: 100%;
  padding: 8px 12px;
  border: 1px solid var(--_control);
  border-radius: 12px;
  background: var(--_surface);
  color: inherit;
  font: inherit;
  resize: vertical;
}
[part~="comment-hint"], [part~="thanks"] { color: var(--_muted); font-size: 0.9em; }
[part~="report"] { display: flex; align-items: center; gap: 8px; min-block-size: 28px; }
[part~="report"] input { inline-size: 18px; block-size: 18px; flex: none; margin: 0; accent-color: var(--_accent); }
[part~="feedback-buttons"] { display: flex; flex-wrap: wrap; gap: 8px; }
[part~="feedback-submit"], [part~="feedback-skip"] { min-block-size: 40px; padding: 0 18px; border: 1px solid transparent; border-radius: 20px; font-weight: 600; }
[part~="feedback-submit"] { background: var(--_accent); color: var(--_on-accent); }
[part~="feedback-skip"] { background: transparent; color: var(--_muted); }
[part~="feedback-skip"]:hover { background: var(--_raised); color: var(--_text); }

@media (forced-colors: active) {
  button, [part~="reason"] span { border-color: ButtonText !important; }
  [part~="thumb"][aria-pressed="true"], [part~="reason"] input:checked + span { background: Highlight !important; color: HighlightText !important; forced-color-adjust: none; }
  [part~="send"][aria-disabled="true"] { color: GrayText; }
}
@media (prefers-reduced-motion: no-preference) {
  button, [part~="reason"] span { transition: background-color 0.15s, color 0.15s; }
}
`;
