/**
 * The look of the builder: the editor's tokens (static/css/tokens.css), by preference light or
 * dark, in pixels because the page's own font size is the page's business.
 */

const LIGHT = `--ground:#fafaf8;--surface:#fff;--raised:#fff;--sunken:#f3f3f0;--ink:#1a1c20;--ink-soft:#535966;--ink-faint:#666d7a;\
--line:#e5e5e0;--line-strong:#888e99;--accent:#2a49b4;--accent-fill:#2a49b4;--accent-fill-hover:#1f388f;--accent-soft:#ecf0fc;--on-accent:#fff;\
--good:#0b6b4c;--good-soft:#e4f4ed;--warn:#7f5200;--warn-soft:#fcf2dc;--bad:#ab2118;--bad-soft:#fcebe9;--bad-fill:#ab2118;\
--production:#0f766a;--staging:#b0690a;--shadow:0 1px 2px rgb(20 24 40/6%),0 8px 28px rgb(20 24 40/14%)`;
const DARK = `--ground:#121418;--surface:#1a1d22;--raised:#23272e;--sunken:#0d0f12;--ink:#eceef2;--ink-soft:#a9b0bd;--ink-faint:#8f97a5;\
--line:#2d3239;--line-strong:#6c7480;--accent:#9db2ff;--accent-fill:#4663d0;--accent-fill-hover:#5572de;--accent-soft:#20294a;--on-accent:#fff;\
--good:#5fd3a6;--good-soft:#15332a;--warn:#f0c169;--warn-soft:#382c12;--bad:#ff958a;--bad-soft:#401c1a;--bad-fill:#b93a30;\
--production:#45c4b0;--staging:#e9a743;--shadow:0 1px 2px rgb(0 0 0/40%),0 8px 28px rgb(0 0 0/50%)`;

export const STYLES = `\
:host{all:initial!important;position:fixed!important;inset:0!important;display:block!important;pointer-events:none!important;z-index:2147483647!important;\
margin:0!important;padding:0!important;border:0!important;width:auto!important;height:auto!important;background:none!important;overflow:visible!important}
.frame{${LIGHT};--radius-s:6px;--radius-m:10px;--control:36px;--quick:120ms;--focus:2px solid var(--accent);\
--sans:system-ui,-apple-system,"Segoe UI","Noto Sans JP","Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Noto Sans CJK JP",sans-serif;\
color:var(--ink);font:14px/1.6 var(--sans);line-break:strict;overflow-wrap:anywhere;color-scheme:light dark;font-variant-numeric:tabular-nums}
@media(prefers-color-scheme:dark){.frame{${DARK}}}
*,::before,::after{box-sizing:border-box}
[hidden]{display:none!important}
.said{position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
h2,h3,p,ul,ol{margin:0}
h2{font-size:16px;font-weight:650;line-height:1.5}
h3{font-size:14px;font-weight:650;line-height:1.5}
ul,ol{padding:0;list-style:none}
a{color:var(--accent)}
.frame>*{pointer-events:auto}
.frame>.said,.frame>.toasts{pointer-events:none}
:focus-visible{outline:var(--focus);outline-offset:2px}
.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:var(--control);padding:4px 12px;font:600 14px/20px var(--sans);\
color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:var(--radius-s);cursor:pointer;transition:background var(--quick);text-decoration:none}
.button:hover{background:var(--sunken)}
.button:disabled,.button[aria-disabled=true]{opacity:.5;cursor:default}
.button.primary{color:var(--on-accent);background:var(--accent-fill);border-color:var(--accent-fill)}
.button.primary:hover{background:var(--accent-fill-hover)}
.button.danger{color:#fff;background:var(--bad-fill);border-color:var(--bad-fill)}
.button.quiet{border-color:transparent;background:none;color:var(--ink-soft)}
.button.quiet:hover{background:var(--sunken);color:var(--ink)}
.button.square{width:32px;min-height:32px;padding:0;flex:none}
.button[aria-pressed=true]{background:var(--accent-soft);color:var(--accent)}
.button.small{min-height:30px;padding:2px 10px;font-size:13px}
.button svg{flex:none}
.input,.select,.area{width:100%;min-height:var(--control);padding:6px 10px;font:14px/1.5 var(--sans);color:var(--ink);background:var(--surface);\
border:1px solid var(--line-strong);border-radius:var(--radius-s)}
.input::placeholder{color:var(--ink-faint)}
.input[aria-invalid=true]{border-color:var(--bad)}
.row{display:flex;align-items:center;gap:8px;flex-wrap:wrap}
.stack{display:flex;flex-direction:column;gap:8px}
.soft{color:var(--ink-soft);font-size:13px}
.error{color:var(--bad);font-size:13px}
.warning{color:var(--warn);font-size:13px}
.dialog{position:fixed;inset:0;margin:auto;width:min(440px,100vw - 32px);max-height:calc(100vh - 32px);padding:0;color:var(--ink);background:var(--raised);\
border:1px solid var(--line);border-radius:var(--radius-m);box-shadow:var(--shadow);font:inherit;overflow:hidden}
.dialog[open]{display:flex;flex-direction:column}
.dialog.wide{width:min(880px,100vw - 32px)}
.dialog::backdrop{background:rgb(17 22 34/45%)}
.dialog-title{padding:20px 24px 8px}
.dialog-body{padding:4px 24px 16px;overflow:auto;min-height:0}
.dialog-foot{display:flex;justify-content:flex-end;flex-wrap:wrap;gap:8px;padding:12px 24px 20px;border-top:1px solid var(--line)}
.toasts{position:fixed;inset:auto 16px 16px auto;left:16px;display:flex;justify-content:center;z-index:3}
.toast{pointer-events:auto;display:flex;align-items:center;gap:8px;max-width:560px;padding:8px 8px 8px 16px;color:var(--ink);background:var(--raised);\
border:1px solid var(--line-strong);border-radius:var(--radius-m);box-shadow:var(--shadow)}
.toast.bad{border-color:var(--bad);background:var(--bad-soft)}
@media(prefers-reduced-motion){*{transition:none!important;animation:none!important}}`;
