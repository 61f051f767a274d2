export const STYLES = `\
.frame>.picking,.frame>.recording{position:fixed;inset:0;pointer-events:none}
.picking .pane{position:fixed;pointer-events:auto;cursor:crosshair;touch-action:auto}
.picking .pane.whole{inset:0}
.picking .outline{position:fixed;border-radius:2px;background:rgb(90 120 255/10%);outline:2px solid var(--accent);outline-offset:1px;\
box-shadow:0 0 0 1px #fff,0 0 0 4px #fff}
.picking .outline.edge{outline-offset:-2px;box-shadow:inset 0 0 0 3px #fff}
.picking .label{position:fixed;max-width:min(420px,100vw - 16px);padding:2px 8px;color:var(--on-accent);background:var(--accent-fill);\
border-radius:var(--radius-s);font-size:13px;line-height:20px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.picking .bar,.recording .bar{position:fixed;left:50%;transform:translateX(-50%);width:max-content;max-width:calc(100vw - 16px);pointer-events:auto;cursor:default;\
display:flex;flex-direction:column;gap:4px;padding:8px 12px;color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);\
border-radius:var(--radius-m);box-shadow:var(--shadow)}
.bar.bottom{bottom:8px}
.bar.top{top:8px}
.bar .told{font-weight:600}
.bar .note:empty,.bar .told:empty{display:none}
.bar kbd{font:600 12px/18px var(--sans);padding:0 5px;border:1px solid var(--line-strong);border-radius:4px;color:var(--ink-soft)}
.bar .buttons{display:flex;flex-wrap:wrap;gap:4px}
.bar .buttons button{cursor:pointer;gap:4px;padding:2px 6px;min-height:28px}
@media(max-width:600px){.bar .keys{display:none}}`;
