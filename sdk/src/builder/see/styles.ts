export const SEE_STYLES = `\
.walk-bar{position:fixed;inset:auto 16px 16px;margin:auto;width:fit-content;max-width:min(880px,100vw - 32px);z-index:2;display:flex;flex-wrap:wrap;align-items:center;\
justify-content:space-between;gap:8px 16px;padding:10px 12px 10px 16px;color:var(--ink);background:var(--raised);border:1px solid var(--line-strong);\
border-radius:var(--radius-m);box-shadow:var(--shadow)}
.walk-bar.top{inset:16px 16px auto}
.walk-words{display:flex;flex-direction:column;min-width:0;flex:1 1 240px}
.walk-told{color:var(--ink-soft);font-size:13px}
.see{display:flex;flex-direction:column;gap:8px}
.see-scheme{display:flex;align-items:center;gap:8px;font-size:13px;color:var(--ink-soft)}
.see-scheme .select{width:auto}
.people{display:flex;flex-direction:column;gap:2px;max-height:240px;overflow:auto}
.people .button{justify-content:space-between;text-align:start;font-weight:500}
.verdicts{display:flex;flex-direction:column;gap:0}
.verdicts li{padding:10px 0;border-top:1px solid var(--line)}
.verdict-name{display:flex;align-items:center;gap:8px;flex-wrap:wrap;font-weight:600}
.chip{font-size:12px;line-height:18px;font-weight:600;padding:1px 8px;border-radius:9px;background:var(--sunken);color:var(--ink-soft)}
.chip.here{background:var(--good-soft);color:var(--good)}
.chip.queued,.chip.elsewhere{background:var(--warn-soft);color:var(--warn)}`;
