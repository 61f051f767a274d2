/** Styles of a checklist, over those of cards in a corner. */

export const STYLES = `\
.list{width:min(372*var(--u),100% - 32px);max-height:min(640px,100dvh - 32px);overflow:hidden}\
.head{position:relative;padding:calc(16*var(--u)) calc(56*var(--u)) calc(12*var(--u)) calc(20*var(--u))}\
[dir=rtl]>.head{padding-inline:calc(20*var(--u)) calc(56*var(--u))}\
.head h2{padding:0}\
.meter{display:flex;gap:10px;align-items:center;margin-top:6px;font-size:.85em;color:var(--soft);font-variant-numeric:tabular-nums}\
progress{flex:1;max-width:160px;height:6px;appearance:none;border:0;border-radius:3px;overflow:hidden;background:var(--wash);color:var(--accent);box-shadow:inset 0 0 0 1px var(--line)}\
progress::-webkit-progress-bar{background:none}\
progress::-webkit-progress-value{background:var(--accent);border-radius:3px;transition:inline-size .18s}\
progress::-moz-progress-bar{background:var(--accent);border-radius:3px}\
.fold{position:absolute;top:12px;inset-inline-end:12px;width:32px;height:32px;padding:4px;color:var(--soft)}\
.fold:hover{background:var(--wash)}\
.list>.text{flex:0 1 auto;padding:0 calc(12*var(--u)) calc(12*var(--u))}\
.list>.text>.body{margin:0 calc(8*var(--u)) calc(8*var(--u))}\
.tasks{list-style:none;margin:0;padding:0}\
.tasks li{border-top:1px solid var(--line)}\
.tasks li:first-child{border:0}\
.task{display:flex;gap:calc(12*var(--u));align-items:flex-start;width:100%;min-height:44px;padding:calc(10*var(--u)) calc(8*var(--u));font:inherit;font-weight:550;text-align:start;text-decoration:none;color:var(--ink);border:0;border-radius:calc(var(--radius)*.6)}\
button.task:hover,a.task:hover{background:var(--wash)}\
.task[aria-disabled]{cursor:default;background:none!important}\
.task>.label{flex:1}\
:is(a,button).task::after{content:"";flex:none;width:8px;height:8px;margin:.5em 4px 0;border:solid var(--soft);border-width:2px 2px 0 0;rotate:45deg}\
[dir=rtl] :is(a,button).task::after{rotate:-135deg}\
.task[aria-disabled]::after{display:none}\
.tasks .body{margin:calc(-6*var(--u)) 0 calc(10*var(--u));padding-inline:calc(42*var(--u)) calc(8*var(--u));font-size:.93em}\
.mark{flex:none;display:grid;place-items:center;width:22px;height:22px;margin-top:.05em;border:1.5px solid var(--soft);border-radius:50%;color:var(--on-accent)}\
.mark svg{width:16px;height:16px;stroke-width:3}\
.is-done .mark{border-color:var(--accent);background:var(--accent)}\
.is-done .mark path,.medal path{stroke-dasharray:24;animation:tick .18s}\
@keyframes tick{from{stroke-dashoffset:24}}\
.is-done .label,.is-locked .label{color:var(--soft);font-weight:400}\
.is-locked .mark{border-style:dashed;color:var(--soft)}\
.is-locked svg{width:13px;height:13px;stroke-width:2}\
.list>.foot{border-top:1px solid var(--line);padding:calc(8*var(--u)) calc(12*var(--u))}\
.list .plain{color:var(--soft);font-weight:500}\
.list .primary{margin-inline-start:auto}\
.cheer{display:grid;justify-items:center;gap:4px;padding:calc(12*var(--u)) 0 calc(20*var(--u));text-align:center;color:var(--soft)}\
.cheer strong{font-size:1.13em}\
.medal{display:grid;place-items:center;width:48px;height:48px;margin-bottom:8px;border-radius:50%;color:var(--on-accent);background:var(--accent)}\
.medal svg{width:28px;height:28px;stroke-width:2.6}\
.launcher{flex-direction:row;gap:10px;align-items:center;width:auto;min-width:0;max-width:min(300px,70%);min-height:44px;padding:6px 16px 6px 7px;border-radius:22px;font-weight:600}\
.launcher[dir=rtl]{padding:6px 7px 6px 16px}\
.launcher>.label{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}\
.launcher:hover{background:var(--wash)}\
.ring{flex:none;display:grid;place-items:center;width:30px;height:30px;border-radius:50%;font-size:13px;font-variant-numeric:tabular-nums;background:radial-gradient(closest-side,var(--card) 80%,#0000 82%),conic-gradient(var(--accent) var(--part),var(--line) 0)}\
.ring svg{width:18px;height:18px;stroke-width:3}\
.over>.ring{color:var(--on-accent);background:var(--accent)}\
.farewell{flex-direction:row;gap:12px;align-items:center;justify-content:space-between;padding:calc(10*var(--u)) calc(12*var(--u)) calc(10*var(--u)) calc(20*var(--u));width:auto;min-width:0;max-width:min(400px,100% - 32px)}\
.farewell button{flex:none;white-space:nowrap}\
@media(max-width:480px){.list{width:calc(100% - 16px);max-height:70dvh}}\
@media(prefers-reduced-motion){progress::-webkit-progress-value{transition:none}}\
@media(forced-colors:active){.is-done .mark,.medal,.over>.ring{forced-color-adjust:none;background:Highlight;color:HighlightText}.ring{border:2px solid}progress{border:1px solid}progress::-webkit-progress-value{background:Highlight}progress::-moz-progress-bar{background:Highlight}}`;
