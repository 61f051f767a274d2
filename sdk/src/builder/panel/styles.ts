/** The panel, its cards and its fields. 8 px rhythm; hairlines rather than boxes. */

export const PANEL_STYLES = `\
.panel{position:fixed;z-index:2;display:flex;flex-direction:column;color:var(--ink);background:var(--ground);border:0 solid var(--line);box-shadow:var(--shadow)}
.panel[data-side=right]{inset:0 0 0 auto;width:min(384px,100vw);border-left-width:1px}
.panel[data-side=left]{inset:0 auto 0 0;width:min(384px,100vw);border-right-width:1px}
.panel[data-side=bottom]{inset:auto 0 0 0;height:50vh;border-top-width:1px}
.panel.folded{height:auto;bottom:auto}
.panel.folded[data-side=bottom]{top:auto;bottom:0;left:auto;width:min(384px,100vw)}
.head{display:flex;align-items:center;gap:4px;padding:8px 8px 8px 16px;border-bottom:1px solid var(--line);background:var(--surface)}
.head-title{flex:1;min-width:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;font-size:15px;outline:none}
.head-tools{display:flex}
.panel:not([data-side=bottom]) .head{flex-wrap:wrap}
.panel:not([data-side=bottom]) .head-title{order:9;flex:1 0 100%}
.panel:not([data-side=bottom]) .badge{margin-inline-end:auto}
.panel:not([data-side=bottom]) .head:not(:has(.badge)) .head-title{order:0;flex:1}
.badge{flex:none;margin-inline-end:4px;padding:0 8px;border-radius:999px;font-size:12px;font-weight:650;line-height:20px;color:#fff;background:var(--staging)}
.badge.production{background:var(--production)}
@media(prefers-color-scheme:dark){.badge{color:#0d0f12}}
.panel-body{flex:1;min-height:0;overflow:auto;overscroll-behavior:contain;outline:none}
.topbar{display:flex;flex-direction:column;gap:4px;padding:8px 16px 0}
.savebar{position:sticky;top:0;z-index:1;padding:8px 16px;background:var(--ground);border-bottom:1px solid var(--line)}
.topbar .see .row{gap:4px}
.topbar .see .button,.topbar .see .select{width:auto;min-height:30px;padding:2px 6px;font-size:13px}
.topbar .button.quiet:first-child{padding-inline-start:4px}
.row.spread{justify-content:space-between}
.row.tight{gap:4px}
.status{flex:1;color:var(--ink-soft);font-size:13px}
.status[data-tone=bad]{color:var(--bad)}
.others:empty{display:none}
.notice{display:flex;flex-direction:column;gap:8px;margin:4px 0;padding:12px 16px;border-radius:var(--radius-m);background:var(--warn-soft);color:var(--ink)}
.columns{display:flex;flex-direction:column}
.panel[data-side=bottom] .columns{display:grid;grid-template-columns:minmax(280px,2fr) 5fr;flex:1;min-height:0}
.panel[data-side=bottom] .writing{display:flex;flex-direction:column;height:100%}
.panel[data-side=bottom] .column{overflow:auto}
.panel[data-side=bottom] .topbar{flex-direction:row;flex-wrap:wrap;align-items:center;gap:4px 16px;padding-bottom:0}
.panel[data-side=bottom] .see{flex-direction:row;flex-wrap:wrap;align-items:center}
.panel[data-side=bottom] .savebar{padding-top:4px}
.panel[data-side=bottom] .main{border-top:0;border-inline-start:1px solid var(--line)}
.panel[data-side=bottom] .fields{max-width:640px}
.column{padding:16px;min-width:0}
.main{border-top:1px solid var(--line);background:var(--surface)}
.main:has(.form:empty){display:none}
.cards{display:flex;flex-direction:column;gap:4px}
.card{position:relative;display:flex;align-items:center;border:1px solid transparent;border-radius:var(--radius-s)}
.card:hover{background:var(--sunken)}
.card.selected{background:var(--accent-soft);border-color:var(--accent)}
.card.before::before,.card.after::after{content:"";position:absolute;inset:-3px 0 auto;border-top:2px solid var(--accent)}
.card.after::after{inset:auto 0 -3px}
.card-main{flex:1;display:flex;align-items:center;gap:12px;min-width:0;min-height:52px;padding:4px 8px;font:inherit;text-align:start;color:inherit;background:none;border:0;border-radius:var(--radius-s);cursor:pointer}
.card-number{flex:none;display:grid;place-items:center;width:24px;height:24px;border-radius:50%;font-size:12px;font-weight:650;color:var(--ink-soft);background:var(--sunken)}
.selected .card-number{color:var(--on-accent);background:var(--accent-fill)}
.card-words{flex:1;min-width:0;display:flex;flex-direction:column}
.card-title{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.card-target{color:var(--ink-soft);font-size:12px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.card-tools{display:none;flex:none;padding-inline-end:4px}
.card:hover>.card-tools,.card:focus-within>.card-tools,.card.selected>.card-tools{display:flex}
.grip{flex:none;width:20px;min-height:44px;padding:0;display:grid;place-items:center;color:var(--ink-faint);background:none;border:0;border-radius:var(--radius-s);cursor:grab}
.marks{display:flex;gap:4px;flex:none}
.mark{display:grid;place-items:center;min-width:20px;height:20px;padding:0 6px;border-radius:999px;font-size:12px;font-weight:650}
.mark.bad{color:var(--bad);background:var(--bad-soft)}
.mark.warn{color:var(--warn);background:var(--warn-soft)}
.mark.person{color:var(--on-accent);background:var(--accent-fill)}
.additions{margin:12px 0 4px}
.fields{display:flex;flex-direction:column;gap:16px;min-width:0;margin:0;padding:0;border:0}
.field{display:flex;flex-direction:column;gap:4px;min-width:0}
.field>label,.field-label,.segments>legend,.group>legend{font-size:13px;font-weight:600;color:var(--ink);padding:0}
.field>label.said{position:fixed}
.group,.segments,.clash{margin:0;padding:0;border:0;min-width:0}
.group{display:flex;flex-direction:column;gap:8px}
.group>.button,.part>.button{align-self:flex-start}
.found:empty{display:none}
.group>legend,.segments>legend{margin-bottom:4px}
.segments{display:flex;flex-wrap:wrap}
.segment{flex:1 1 96px;display:flex;position:relative;margin-block-end:-1px}
.segment input{position:absolute;opacity:0;inset:0;margin:0;cursor:pointer}
.segment span{flex:1;padding:6px 8px;text-align:center;font-size:13px;border:1px solid var(--line-strong);margin-inline-start:-1px}
.segment:first-of-type span{border-start-start-radius:var(--radius-s);border-end-start-radius:var(--radius-s)}
.segment:last-of-type span{border-start-end-radius:var(--radius-s);border-end-end-radius:var(--radius-s)}
.segment input:checked+span{background:var(--accent-soft);color:var(--accent);border-color:var(--accent);font-weight:600;z-index:1}
.segment input:focus-visible+span{outline:var(--focus);outline-offset:2px}
.tick{display:flex;align-items:center;gap:8px;font-size:13px;min-height:24px}
.tick input{width:16px;height:16px;margin:0;accent-color:var(--accent-fill)}
.target{display:flex;flex-direction:column;gap:8px;padding:12px;border:1px solid var(--line);border-radius:var(--radius-m);background:var(--ground)}
.target .button{align-self:flex-start}
.good{color:var(--good)}
.part{display:flex;flex-direction:column;gap:8px;padding:12px;border:1px solid var(--line);border-radius:var(--radius-m);background:var(--ground)}
.pair{display:flex;gap:8px;align-items:flex-end}
.pair>.field{flex:1;flex-basis:0}
.pair>.end{margin-bottom:2px}
.condition{display:grid;grid-template-columns:1fr 1fr;gap:4px 8px;align-items:center}
.condition>:nth-child(3):not(.button){grid-column:1/-1}
.condition>.button{justify-self:end;grid-column:2}
.more>summary{padding:4px 0;font-size:13px;font-weight:600;color:var(--ink-soft);cursor:pointer}
.more[open]>summary{margin-bottom:8px}
.settings{margin-top:12px;padding-top:8px;border-top:1px solid var(--line)}
.text{border:1px solid var(--line-strong);border-radius:var(--radius-s);background:var(--surface)}
.text:focus-within{outline:var(--focus);outline-offset:2px}
.text-tools{display:flex;flex-wrap:wrap;padding:2px;border-bottom:1px solid var(--line)}
.text-area{min-height:88px;max-height:280px;overflow:auto;padding:8px 12px;outline:none;white-space:pre-wrap;word-wrap:break-word}
.text-area p{margin:0 0 8px}.text-area>:last-child{margin-bottom:0}
.text-area h2,.text-area h3{font-size:15px;margin:8px 0 4px}
.text-area ul,.text-area ol{padding-inline-start:1.4em;margin:0 0 8px}
.text-area ul{list-style:disc}.text-area ol{list-style:decimal}
.text-area li p{margin:0}
.text-area img,.text-area video{display:block;max-width:100%;max-height:160px;border-radius:var(--radius-s)}
.text-area .variable{padding:0 6px;border-radius:var(--radius-s);color:var(--accent);background:var(--accent-soft)}
.text-area .ProseMirror-selectednode{outline:var(--focus)}
.ask{padding:12px;border-bottom:1px solid var(--line);background:var(--ground)}
.ask .field{font-size:13px}
.chooser{padding:16px;gap:16px}
.beginnings{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.beginning{display:flex;flex-direction:column;gap:4px}
.guides{display:flex;flex-direction:column;gap:4px}
.guide{display:flex;flex-direction:column;width:100%;min-height:52px;padding:6px 12px;font:inherit;text-align:start;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:var(--radius-s);cursor:pointer}
.guide:hover{border-color:var(--line-strong)}
.trouble{padding:24px 16px;gap:16px}
.loading{padding:24px 16px}
.bullets{list-style:disc;padding-inline-start:1.4em;display:flex;flex-direction:column;gap:4px}
.versions{display:grid;grid-template-columns:1fr 1fr;gap:16px}
.version{display:flex;flex-direction:column;gap:4px;padding:12px;border:1px solid var(--line);border-radius:var(--radius-m);cursor:pointer}
.version:has(:checked){border-color:var(--accent);background:var(--accent-soft)}
.clash{margin-top:16px}
.clash>legend{font-weight:650;margin-bottom:8px}
.dialog .field{margin-top:16px}
@media(width<640px){.panel[data-side=bottom] .columns{display:flex}.panel[data-side=bottom] .writing{display:block}.panel[data-side=bottom] .column{overflow:visible}.head-tools{display:none}.versions{grid-template-columns:1fr}}`;
