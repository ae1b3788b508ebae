/** How the panel looks: its frame, its head, its foot, and what stands in it before there is a conversation. */

/** Where the panel becomes a sheet over the whole page: phones, and pages that are zoomed far in. */
export const SMALL_SCREEN = "(max-width: 480px), (max-height: 480px)";

export const PANEL_STYLE = `
[part~="panel"] {
  position: fixed;
  inset: auto;
  inset-block-end: calc(max(var(--_edge), env(safe-area-inset-bottom)) + var(--_button) + 12px);
  inset-inline-end: var(--_edge);
  z-index: var(--_layer);
  flex-direction: column;
  inline-size: min(var(--erp-chat-width, 400px), 100vw - 2 * var(--_edge));
  block-size: min(var(--erp-chat-height, 660px), 100dvh - 2 * var(--_edge) - var(--_button) - 12px);
  max-inline-size: none;
  max-block-size: none;
  margin: 0;
  padding: 0;
  overflow: hidden;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  color: var(--_text);
  font: 400 var(--_size)/1.5 var(--_font);
  text-align: start;
  box-shadow: var(--_shadow);
}
[part~="panel"][open] { display: flex; }
:host([placement="bottom-start"]) [part~="panel"] { inset-inline: var(--_edge) auto; }
[part~="panel"] p { margin: 0; }

[part~="header"] {
  display: flex;
  align-items: center;
  gap: 12px;
  flex: none;
  padding: 14px 16px;
  border-block-end: 1px solid var(--_line);
}
[part~="avatar"] {
  display: grid;
  place-items: center;
  flex: none;
  inline-size: 40px;
  block-size: 40px;
  border-radius: 12px;
  background: var(--_accent);
  color: var(--_on-accent);
}
[part~="names"] { flex: 1; min-inline-size: 0; }
[part~="title"] { margin: 0; font-size: 1.0667em; font-weight: 650; line-height: 1.3; overflow-wrap: anywhere; }
[part~="status"] { display: flex; align-items: center; gap: 6px; color: var(--_muted); font-size: 0.8667em; line-height: 1.4; }
[part~="status"]::before {
  content: "";
  inline-size: 8px;
  block-size: 8px;
  flex: none;
  border-radius: 50%;
  background: var(--_good);
}
[part~="status"]:is([data-condition="loading"], [data-condition="failed"])::before { background: var(--_control); }
[part~="status"][data-condition="offline"]::before { background: transparent; border: 2px solid var(--_control); }
[part~="status"][data-condition="working"]::before { background: var(--_accent-text); }
[part~="close"] {
  display: none;
  place-items: center;
  flex: none;
  inline-size: 44px;
  block-size: 44px;
  padding: 0;
  border: 1px solid transparent;
  border-radius: 50%;
  background: transparent;
  color: var(--_muted);
}
[part~="close"]:hover { background: var(--_raised); color: var(--_text); }

[part~="log"] {
  display: flex;
  flex-direction: column;
  flex: 1;
  gap: 20px;
  min-block-size: 0;
  padding: 20px 16px;
  overflow: hidden auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scrollbar-color: var(--_control) transparent;
}
[part~="log"]:focus-visible { outline-offset: -3px; border-radius: 4px; }
[part~="panel"][data-failed] :is([part~="log"], [part~="foot"]) { display: none; }
[part~="panel"] [part~="failure"] {
  position: static;
  margin: auto;
  max-inline-size: none;
  padding: 32px 28px;
  border: 0;
  box-shadow: none;
  text-align: center;
}
[part~="panel"] [part~="failure-text"] { margin-block: 6px 14px; }

[part~="welcome"] { display: flex; flex-direction: column; margin-block-start: auto; }
[part~="welcome-title"] { font-size: 1.4667em; font-weight: 680; line-height: 1.25; letter-spacing: -0.01em; overflow-wrap: anywhere; }
[part~="panel"] [part~="welcome-text"] { margin-block: 8px 20px; color: var(--_muted); }
[part~="starters"] { display: grid; gap: 8px; }
[part~="starter"] {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  min-block-size: 48px;
  padding: 10px 16px;
  border: 1px solid var(--_line);
  border-radius: 14px;
  background: var(--_surface);
  text-align: start;
  overflow-wrap: anywhere;
}
[part~="starter"] svg { color: var(--_muted); }
[part~="starter"]:dir(rtl) svg { scale: -1 1; }
[part~="starter"]:hover { border-color: var(--_accent-text); background: var(--_raised); }
[part~="starter"]:hover svg { color: var(--_accent-text); }

[part~="foot"] { position: relative; flex: none; padding: 12px 16px 10px; border-block-start: 1px solid var(--_line); }
[part~="sync"] {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 6px;
  min-block-size: 1.7em;
  color: var(--_muted);
  font-size: 0.8em;
  line-height: 1.35;
  text-wrap: balance;
}
[part~="panel"] [part~="sync"] { margin-block-start: 6px; }
[part~="sync"]:not(:empty)::before {
  content: "";
  inline-size: 7px;
  block-size: 7px;
  flex: none;
  border-radius: 50%;
  background: var(--_good);
}
[part~="sync"]:is([data-state="waiting"], [data-state="sending"], [data-state="paused"])::before { background: var(--_accent-text); }
[part~="sync"]:is([data-state="offline"], [data-state="off"])::before { background: transparent; border: 2px solid var(--_control); }

@media ${SMALL_SCREEN} {
  [part~="panel"], :host([placement]) [part~="panel"] {
    inset: 0;
    inline-size: 100%;
    block-size: 100dvh;
    border: 0;
    border-radius: 0;
  }
  [part~="launcher"]:has(~ [part~="panel"][open]) { visibility: hidden; }
  [part~="header"] { padding-block: max(8px, env(safe-area-inset-top)) 8px; padding-inline: 16px 8px; }
  [part~="close"] { display: grid; }
  [part~="foot"] { padding-block-end: max(8px, env(safe-area-inset-bottom)); }
}
@media (max-height: 360px) {
  [part~="avatar"], [part~="status"] { display: none; }
  [part~="header"] { padding-block: 0; }
  [part~="log"] { padding-block: 8px; }
  [part~="foot"] { padding-block: 6px 2px; }
  [part~="panel"] [part~="sync"] { margin-block-start: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  [part~="panel"][open] { animation: erp-chat-rise 0.18s cubic-bezier(0.2, 0.8, 0.2, 1); }
  [part~="starter"] { transition: border-color 0.15s, background-color 0.15s; }
}
@keyframes erp-chat-rise { from { opacity: 0; translate: 0 12px; } }
`;
