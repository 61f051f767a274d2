/** Styles of banners and questions; the chunk brings them along. */

export const STYLES = `\
.cover{width:calc(100% + 40*var(--u));max-width:none;margin:calc(-18*var(--u)) calc(-20*var(--u)) calc(16*var(--u));border-radius:calc(var(--radius) - 1px) calc(var(--radius) - 1px) 0 0}\
:has(>.text>.cover)>.close{background:var(--card);border-radius:50%;width:28px;height:28px}\
:has(>.text>.cover)>.close::before,:has(>.text>.cover)>.close::after{inset:12px 6px}\
.ask{border:0;margin:0;min-width:0;padding:calc(12*var(--u)) 0 calc(2*var(--u))}\
.note,.problem,.ends{margin:0 0 calc(8*var(--u));font-size:.87em;color:var(--soft)}\
.left{margin:calc(4*var(--u)) 0 0;text-align:end}.left:empty{display:none}\
.problem{display:flex;gap:6px;margin:calc(10*var(--u)) 0 0;font-weight:600;color:var(--ink)}\
.problem::before{content:"!"/"";flex:none;width:18px;height:18px;margin-top:.15em;border-radius:50%;font-size:13px;line-height:18px;text-align:center;color:var(--card);background:var(--ink)}\
.ask label{position:relative;cursor:pointer}\
.cells{display:flex;flex-wrap:wrap;isolation:isolate}\
.cells label{flex:1 0 24px}\
.cells input{position:absolute;inset:0;z-index:2;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}\
.cells span{display:grid;place-items:center;height:max(24px,calc(40*var(--u)));font-variant-numeric:tabular-nums}\
.numbers span{margin-inline-end:-1px;border:1px solid var(--soft)}\
.numbers label:first-child span{border-start-start-radius:calc(var(--radius)*.6);border-end-start-radius:calc(var(--radius)*.6)}\
.numbers label:last-child span{margin:0;border-start-end-radius:calc(var(--radius)*.6);border-end-end-radius:calc(var(--radius)*.6)}\
.cells input:hover+span{background:var(--wash)}\
.numbers input:checked+span{position:relative;z-index:1;color:var(--on-accent);background:var(--accent);border-color:var(--accent);font-weight:650}\
.cells input:focus-visible+span,.options input:focus-visible+span{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px;position:relative;z-index:1}\
.ask input:focus-visible{outline-offset:2px}\
[data-part=later]{border-color:#0000;color:var(--soft)}\
.star span,.face span{padding-block:4px}\
.cells svg{width:min(calc(34*var(--u)),100%);height:auto;color:var(--soft)}\
.star .on svg{color:var(--accent);fill:currentColor}\
.cells input:checked+span svg{color:var(--accent);stroke-width:2.2}\
.face input:checked+span{background:var(--wash);border-radius:calc(var(--radius)*.6)}\
.ends{display:flex;justify-content:space-between;gap:16px;margin:calc(6*var(--u)) 0 0}\
.ends :last-child{text-align:end}\
.options{display:grid;gap:calc(6*var(--u))}\
.options label{display:flex;gap:10px;align-items:start;padding:calc(8*var(--u)) calc(12*var(--u));border:1px solid var(--line);border-radius:calc(var(--radius)*.6)}\
.options label:hover,.options .on{background:var(--wash)}\
.options label:has(:checked){border-color:var(--accent)}\
.options [type]{flex:none;width:18px;height:18px;margin:.2em 0 0;accent-color:var(--accent)}\
.options .own{width:auto;height:auto;margin:0}\
.field{display:block;width:100%;margin:0;padding:calc(9*var(--u)) calc(12*var(--u));font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:calc(var(--radius)*.6);resize:vertical}\
.field::placeholder{color:var(--soft);opacity:1}\
@media(pointer:coarse){.field{font-size:max(16px,1em)}}\
.banner{pointer-events:auto;display:flex;flex-wrap:wrap;align-items:center;gap:calc(8*var(--u)) calc(16*var(--u));padding:calc(8*var(--u)) calc(12*var(--u)) calc(8*var(--u)) calc(20*var(--u));color:var(--ink);background:var(--card);outline:none;animation:appear .14s}\
.banner[dir=rtl]{padding-inline:calc(20*var(--u)) calc(12*var(--u))}\
.banner[data-at=top],.banner[data-at=bottom]{position:fixed;left:0;right:0;max-height:60dvh;overflow:auto;box-shadow:var(--shadow)}\
.banner[data-at=top]{top:0;border-top:3px solid var(--accent);border-bottom:1px solid var(--line)}\
.banner[data-at=bottom]{bottom:var(--lift,0px);border-bottom:3px solid var(--accent);border-top:1px solid var(--line);padding-bottom:max(calc(8*var(--u)),env(safe-area-inset-bottom))}\
.banner[data-at=inline]{border:1px solid var(--line);border-inline-start:3px solid var(--accent);border-radius:calc(var(--radius)*.6);margin-block:calc(8*var(--u))}\
.banner>.text{flex:1 1 260px;display:flex;flex-wrap:wrap;gap:0 calc(12*var(--u));padding:calc(4*var(--u)) 0;align-items:baseline}\
.banner h2{font-size:1em;padding:0}\
.banner .body{margin:0}.banner .body p{margin:0}\
.banner>.foot{padding:0}\
.banner .ask{flex:1 1 100%;max-width:480px;padding:calc(8*var(--u)) 0}\
.banner>.close{position:relative;inset:auto;flex:none}\
.thanks{width:auto;min-width:0;max-width:min(400*var(--u),100% - 32px)}\
.thanks>.text{display:flex;gap:10px;align-items:center;margin:0;padding-inline-end:48px;font-weight:600}\
.thanks svg{flex:none;color:var(--accent);stroke-width:2.6}\
:host(guide-engine-inline){position:static!important;pointer-events:auto!important;z-index:auto!important}\
@media(max-width:480px){.card:has(.ask)>.text,.card:has(.ask)>.foot{padding-inline:calc(15*var(--u))}dialog:has(.ask){padding-inline:0!important}.numbers span{height:max(24px,calc(44*var(--u)))}.banner>.text{flex-basis:calc(100% - 60px);order:-2}.banner>.close{order:-1;align-self:start}.banner>.foot{flex:1}}\
@media(forced-colors:active){.numbers input:checked+span{background:Highlight;color:HighlightText;forced-color-adjust:none}.star .on svg{fill:Highlight;color:Highlight}.cells svg{color:CanvasText}.problem::before{forced-color-adjust:none;background:CanvasText;color:Canvas}}`;
