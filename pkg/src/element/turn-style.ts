/** How an exchange looks: bubbles, rows, cards, tags and the small print under a reply. */

export const TURN_STYLE = `
[part~="turn"] { position: relative; display: flex; flex-direction: column; align-items: flex-start; gap: 8px; min-inline-size: 0; }
[part~="turn"] > * { max-inline-size: 100%; }
[part~="bubble"] {
  max-inline-size: 88%;
  padding: 10px 14px;
  border: 1px solid transparent;
  border-radius: var(--_radius);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
[part~="message"] {
  align-self: flex-end;
  margin-block-end: 4px;
  border-end-end-radius: 6px;
  background: var(--_accent);
  color: var(--_on-accent);
}
[part~="reply"] { border-end-start-radius: 6px; background: var(--_raised); }
[part~="typing"] { display: inline-flex; align-items: center; gap: 4px; block-size: 1.5em; vertical-align: bottom; }
[part~="reply-text"]:not(:empty) + [part~="typing"] { margin-inline-start: 8px; }
[part~="typing"] i { inline-size: 6px; block-size: 6px; border-radius: 50%; background: var(--_muted); }

[part~="turn"] > :has(> [part~="table-frame"]) { inline-size: 100%; }
[part~="table-frame"] { overflow-x: auto; border: 1px solid var(--_line); border-radius: 14px; scrollbar-width: thin; }
[part~="table"] { inline-size: 100%; border-collapse: collapse; font-size: 0.8667em; line-height: 1.4; font-variant-numeric: tabular-nums; }
[part~="caption"] { padding: 8px 12px; border-block-end: 1px solid var(--_line); color: var(--_muted); text-align: start; }
[part~="table"] :is(th, td) { padding: 8px 12px; text-align: start; vertical-align: baseline; overflow-wrap: break-word; }
[part~="table"] th { color: var(--_muted); font-weight: 600; }
[part~="table"] td { border-block-start: 1px solid var(--_line); }
[part~="table"] :is([data-type="number"], [data-type="money"]) { text-align: end; white-space: nowrap; }
[part~="table"] [data-type="date"] { white-space: nowrap; }
[part~="link"] { color: var(--_accent-text); text-underline-offset: 2px; white-space: nowrap; }

[part~="handoff"] {
  display: flex;
  gap: 12px;
  padding: 14px;
  border: 1px solid var(--_line);
  border-radius: 14px;
  overflow-wrap: anywhere;
}
[part~="handoff-mark"] {
  display: grid;
  place-items: center;
  flex: none;
  inline-size: 36px;
  block-size: 36px;
  border-radius: 50%;
  background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
  color: var(--_accent-text);
}
[part~="handoff-title"] { font-weight: 650; }
[part~="handoff-text"], [part~="handoff-transcript"] { color: var(--_muted); font-size: 0.9333em; }
[part~="handoff-summary"] { min-block-size: 24px; margin-block-start: 6px; cursor: pointer; color: var(--_accent-text); }
[part~="panel"] [part~="handoff-transcript"] p { margin-block-start: 6px; }

[part~="tags"] { display: flex; flex-wrap: wrap; gap: 6px; }
[part~="tag"] {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  padding: 3px 10px 3px 8px;
  border: 1px solid var(--_line);
  border-radius: 999px;
  color: var(--_muted);
  font-size: 0.8em;
}
[part~="footer"] { display: flex; align-items: center; justify-content: space-between; gap: 8px; align-self: stretch; min-block-size: 32px; }
[part~="meta"] { display: flex; flex-wrap: wrap; gap: 0 6px; padding-inline-start: 4px; color: var(--_muted); font-size: 0.8em; }
[part~="logged"] { display: inline-flex; align-items: center; }
[part~="footer"]:not(:has([part~="time"])) { display: none; }

[part~="divider"] { display: flex; align-items: center; gap: 12px; color: var(--_muted); font-size: 0.8em; text-align: center; }
[part~="divider"]::before, [part~="divider"]::after { content: ""; flex: 1 0 16px; border-block-start: 1px solid var(--_line); }
[part~="notice"] { color: var(--_danger); font-size: 0.9333em; }

@media (prefers-reduced-motion: no-preference) {
  [part~="typing"] i { animation: erp-chat-typing 1.2s infinite ease-in-out; }
  [part~="typing"] i:nth-child(2) { animation-delay: 0.15s; }
  [part~="typing"] i:nth-child(3) { animation-delay: 0.3s; }
}
@keyframes erp-chat-typing {
  0%, 60%, 100% { opacity: 0.35; translate: 0 0; }
  30% { opacity: 1; translate: 0 -3px; }
}
@media (max-width: 400px) {
  [part~="table"] :is(th, td) { padding-inline: 8px; }
}
@media (forced-colors: active) {
  [part~="typing"] i { background: CanvasText; }
}
`;
