/** Styles of the panel; its chunk brings them along. */

export const HELP_STYLES = `\
.help-launcher{position:fixed;pointer-events:auto;display:flex;align-items:center;justify-content:center;gap:8px;min-width:52px;height:52px;padding:0;color:var(--on-accent);background:var(--accent);border:1px solid #0000;border-radius:26px;box-shadow:0 2px 6px #10182833,0 8px 24px -6px #10182859;font-size:1em}\
.help-launcher.pill{padding:0 20px 0 16px}\
.help-launcher:hover{filter:brightness(1.08)}\
.help-launcher .icon{width:26px;height:26px}\
.help-launcher .count{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;padding:0 6px;line-height:20px;border:2px solid var(--card);border-radius:12px;color:#fff;background:#c8322a;font-size:12px;font-weight:700;text-align:center;font-variant-numeric:tabular-nums;box-sizing:content-box;min-width:8px}\
.icon{flex:none;width:18px;height:18px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}\
[dir=rtl] .i-next,[dir=rtl] .i-back,[dir=rtl] .i-out,[dir=rtl] .i-play{scale:-1 1}\
dialog.help{position:fixed;pointer-events:auto;inset:auto;inset-block-end:var(--lift);inset-inline-end:var(--side);margin:0;padding:0;width:min(392px,100vw - 2*var(--side));height:min(calc(640*var(--u)),100dvh - var(--lift) - 16px);max-width:none;max-height:none;overflow:hidden;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:var(--radius);box-shadow:var(--shadow);flex-direction:column;animation:appear .14s}\
dialog.help[open]{display:flex}\
dialog.help.start{inset-inline:var(--side) auto}\
.help [hidden]{display:none}\
.help .top{flex:none;padding:calc(18*var(--u)) calc(20*var(--u)) calc(14*var(--u));border-block-end:1px solid var(--line)}\
.help .line{display:flex;align-items:center;gap:6px;padding-inline-end:32px}\
.help h2{font-size:1.2em;padding:0;outline:none}\
.help .greeting{margin:2px 0 0;color:var(--soft)}\
.help .back{padding:5px;margin-inline-start:-8px;line-height:0;color:var(--soft)}\
.help .back .icon{width:20px;height:20px}\
.help .back:hover{background:var(--wash)}\
.finder{position:relative;margin-block-start:calc(12*var(--u))}\
.finder .icon{position:absolute;inset-block-start:50%;inset-inline-start:12px;translate:0 -50%;color:var(--soft);pointer-events:none}\
.finder input{display:block;width:100%;height:42px;padding:0 12px;padding-inline-start:38px;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:min(10px,var(--radius));appearance:none}\
.finder input::placeholder{color:var(--soft);opacity:1}\
.parts{flex:1;overflow:auto;overscroll-behavior:contain;padding:calc(6*var(--u)) calc(12*var(--u)) calc(14*var(--u));scrollbar-width:thin}\
.parts section{padding-block-start:calc(10*var(--u))}\
.parts .head{display:flex;align-items:center;justify-content:space-between;padding:0 8px;min-height:26px}\
.parts h3{margin:0;font-size:.87em;color:var(--soft)}\
.parts .plain{padding:4px 8px;margin-inline-start:auto;font-size:.87em;color:var(--accent)}\
.rows{list-style:none;margin:0;padding:0}\
.row{display:flex;align-items:center;gap:12px;width:100%;min-height:44px;padding:calc(7*var(--u)) 8px;border-radius:min(9px,var(--radius));color:var(--ink);font-size:1em;font-weight:400;line-height:1.45;text-align:start;text-decoration:none}\
.row:hover{background:var(--wash)}\
.row .icon,.contact .icon{color:var(--soft)}.row .i-out{width:15px;height:15px}\
.row .i-done{color:var(--good)}\
.what{flex:1;min-width:0;display:flex;flex-direction:column}\
.name{font-weight:550}\
.note{color:var(--soft);font-size:.87em;line-height:1.5}\
.row .note{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}\
.help .badge{color:var(--good);font-weight:600;margin-inline-end:8px}\
.bar{display:block;height:6px;margin:5px 0 3px;border-radius:3px;background:var(--line);overflow:hidden}\
.bar span{display:block;height:100%;border-radius:3px;background:var(--good)}\
.dot{flex:none;width:9px;height:9px;border-radius:50%;background:var(--accent)}\
.contact{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;margin:4px 8px 8px;padding:calc(12*var(--u));border:1px solid var(--line);border-radius:min(12px,var(--radius))}\
.face{flex:none;display:grid;place-items:center;width:38px;height:38px;border-radius:50%;background:var(--wash);font-weight:650}\
.ways{display:flex;flex-wrap:wrap;gap:8px;width:100%}\
.ways .button{flex:1;text-align:center;white-space:nowrap}\
.notice{margin:calc(14*var(--u)) 8px;color:var(--soft)}\
.parts>.secondary{margin-inline-start:8px}\
.switch{display:flex;align-items:center;gap:8px;margin:calc(14*var(--u)) 8px 0;min-height:24px;color:var(--soft);font-size:.87em}\
.switch input{width:16px;height:16px;margin:0;accent-color:var(--accent)}\
.parts article{padding:calc(8*var(--u)) 8px}\
.parts article h3{margin:calc(18*var(--u)) 0 0;font-size:1em;color:var(--ink)}\
.parts article .body{color:var(--ink)}\
.parts article .buttons{margin-block-start:calc(12*var(--u));justify-content:flex-start}\
.waiting i{display:block;height:14px;margin:calc(20*var(--u)) 8px;border-radius:4px;background:var(--wash);animation:appear .2s .25s backwards}\
.waiting i:nth-child(2){width:70%}.waiting i:nth-child(3){width:45%}\
@media(max-width:480px),(max-height:420px){dialog.help,dialog.help.start{inset:0;width:100%;height:100dvh;border:0;border-radius:0}.finder input{font-size:16px}}\
@media(max-height:420px){dialog.help[open]{display:block;overflow:auto}.parts{overflow:visible}}\
@media(forced-colors:active){.dot,.bar span{background:CanvasText;forced-color-adjust:none}.bar{border:1px solid}.help-launcher .count{border-color:ButtonText}}\
@media print{.help-launcher,dialog.help{display:none!important}}`;
