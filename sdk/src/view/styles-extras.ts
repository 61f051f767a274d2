/** Styles of what the extras chunk draws; it brings them along. */

export const EXTRA_STYLES = `\
[hidden]{display:none!important}\
.beacon{position:fixed;pointer-events:auto;width:28px;height:28px;padding:0;border:0;border-radius:50%}\
.beacon::before,.beacon::after{content:"";position:absolute;inset:8px;border-radius:50%;background:var(--accent)}\
.beacon::before{box-shadow:0 0 0 2px var(--card),0 1px 4px 2px #1018284d;z-index:1}\
.beacon::after{animation:pulse 2.2s ease-out infinite}\
.icon::before{content:"?";inset:3px;font:700 14px/22px system-ui;color:var(--on-accent);text-align:center}\
.icon::after{display:none}\
@keyframes pulse{from{opacity:.55}70%,to{opacity:0;transform:scale(2.3)}}\
.offer{inset-block-end:calc(16px + var(--dock-end,0px));inset-inline-end:16px;width:min(348px,100vw - 16px);max-width:none;max-height:calc(100dvh - 32px)}\
.offer h2{font-size:1em;padding-inline-end:22px}\
@media(max-width:420px){.offer{inset-inline-end:8px;inset-block-end:8px}}\
.threads{list-style:none;margin:10px -8px 0;padding:0}\
.threads a{display:block;padding:8px;border-radius:8px;color:var(--ink);text-decoration:none;font-weight:550;line-height:1.45;font-size:.93em}\
.threads a:hover{background:var(--wash)}\
small{display:flex;gap:8px;font-size:.89em;font-weight:400;color:var(--soft);margin-top:2px}\
.badge{color:var(--good);font-weight:600}\
.badge::before{content:"✓"/"";margin-inline-end:4px}\
.plain{color:var(--soft)}\
@media(forced-colors:active){.beacon::before{background:Highlight;forced-color-adjust:none}}`;
