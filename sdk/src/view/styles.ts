/** The colours of either scheme. */
export const LIGHT =
  "--card:#fff;--ink:#161a23;--soft:#565e6e;--line:#e3e6ec;--wash:#f2f4f8;--shade:#11162259;--veil:#11162273;--blue:#2f55d4;--on-blue:#fff;--good:#0f7a4f;--bad:#b3261e";
export const DARK =
  "--card:#1d212b;--ink:#f1f3f8;--soft:#a9b1c1;--line:#353b49;--wash:#2a303c;--shade:#00000073;--veil:#00000080;--blue:#9db2ff;--on-blue:#12182b;--good:#5fd0a0;--bad:#ff9b90";

/**
 * The one constructed stylesheet. It is not subject to the host's style-src, and `:host` rules
 * marked important beat the host's own important rules, so hostile CSS can't reach in.
 * A host themes it by custom properties on :root: --guide-engine-accent, -on-accent, -radius, -font.
 *
 * Other chunks draw with these and nothing else, so that a theme reaches them too:
 * --card --ink --soft (text, and the outlines of controls) --line --wash --shade --veil --accent
 * --on-accent --good --bad --radius --shadow, and lengths as calc(8*var(--u)); sizes of text in em.
 */
export const STYLES = `\
:host{all:initial!important;position:fixed!important;inset:0!important;display:block!important;pointer-events:none!important;z-index:2147483647!important}\
.stage{${LIGHT};--u:1px;--shadow:0 10px 32px -6px #10182847;\
color:var(--ink);font:15px/1.6 var(--guide-engine-font,var(--theirs,system-ui,"Noto Sans JP","Hiragino Sans","Yu Gothic UI",sans-serif));line-break:strict;overflow-wrap:anywhere;word-break:auto-phrase;color-scheme:light dark}\
@media(prefers-color-scheme:dark){.stage{${DARK}}}\
*,::before,::after{box-sizing:border-box;--accent:var(--guide-engine-accent,var(--blue));--on-accent:var(--guide-engine-on-accent,var(--on-blue));--radius:var(--guide-engine-radius,14px)}\
.away{visibility:hidden}\
.said,.hole,.card{position:fixed}\
.said{width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.hole{border-radius:6px;outline:2px solid var(--accent);outline-offset:3px}\
.hole::before{content:"";position:absolute;inset:-6px;border-radius:11px;box-shadow:0 0 0 200vmax var(--shade)}\
.card{pointer-events:auto;display:flex;flex-direction:column;padding:0;width:max-content;min-width:248px;max-width:min(352px,100vw - 16px);\
color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:var(--radius);box-shadow:var(--shadow);outline:none;animation:appear .14s}\
@keyframes appear{from{opacity:0}}\
.arrow{position:absolute;width:14px;height:14px;z-index:-1;background:var(--card);border:solid var(--line);border-width:1px 0 0 1px;border-radius:3px 0 0;top:var(--tip);left:var(--tip);margin:-7px}\
[data-side=bottom]>.arrow{top:0;rotate:45deg}\
[data-side=right]>.arrow{left:0;rotate:-45deg}\
[data-side=top]>.arrow{top:100%;rotate:225deg}\
[data-side=left]>.arrow{left:100%;rotate:135deg}\
.text{overflow:auto;padding:calc(18*var(--u)) calc(20*var(--u))}\
h2,h3,h4{font-size:1em;line-height:1.45;font-weight:650;margin:12px 0 4px}\
h2{font-size:1.07em;margin:0;padding-inline-end:28px;text-wrap:balance}\
.body{margin-top:5px;color:var(--soft)}\
.body>:first-child{margin-top:0}.body>:last-child{margin-bottom:0}\
p,ul,ol{margin:0 0 calc(9*var(--u))}li p{margin:0}ul,ol{padding-inline-start:1.4em}\
img,video{display:block;max-width:100%;height:auto;margin:8px 0}\
strong{font-weight:650;color:var(--ink)}\
code{background:var(--wash)}\
a{color:var(--accent)}\
.foot,.buttons{display:flex;flex-wrap:wrap;align-items:center;gap:calc(8*var(--u))}\
.foot{padding:0 calc(20*var(--u)) calc(18*var(--u))}\
.buttons{margin-inline-start:auto}\
.progress{color:var(--soft);font-size:.87em}\
button,.button{font:inherit;font-size:.93em;font-weight:600;line-height:1.43;cursor:pointer;color:var(--ink);background:none;border:1px solid #0000;border-radius:min(9px,var(--radius));padding:calc(8*var(--u)) calc(14*var(--u));text-decoration:none}\
.plain:hover,.close:hover,.secondary:hover{background:var(--wash)}\
.secondary{border-color:var(--line)}\
.primary{color:var(--on-accent);background:var(--accent)}\
.primary:hover{filter:brightness(1.1)}\
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}\
.close{position:absolute;top:9px;inset-inline-end:9px;width:32px;height:32px;padding:8px;color:var(--soft);z-index:1}\
.close::before,.close::after{content:"";position:absolute;inset:14px 7px;border-top:2px solid;rotate:45deg}\
.close::after{rotate:-45deg}\
dialog.card{margin:auto;padding:8px;width:100%;max-width:min(460px,100vw - 16px);max-height:calc(100vh - 16px)}\
dialog::backdrop{background:var(--veil,#11162273)}\
dialog h2{font-size:1.33em}\
@media(prefers-reduced-motion){*,::before,::after{animation:none!important}}`;
