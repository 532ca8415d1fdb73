export const explorerStyle = `
.quiet:not(caption){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0}
.tools[hidden]{display:none!important}
.telling{padding-bottom:46vh}
.tools{display:flex;flex-wrap:wrap;gap:6px 18px;align-items:center;margin-bottom:8px}
.tools [role=group]{display:flex;gap:4px}
.tools button{min-width:32px;min-height:28px;background:var(--surface)}
.tools button:disabled{opacity:.45;cursor:default}
#overview{height:40px;border:1px solid var(--line);border-radius:4px;overflow:hidden;cursor:crosshair;touch-action:none;user-select:none}
#overview canvas{display:block;width:100%;height:40px}
#readout{min-height:3em;line-height:1.5;margin:6px 0 4px}
.stage{position:relative;border:1px solid var(--line);border-radius:6px;background:var(--surface);overflow:hidden;touch-action:pan-y;cursor:crosshair;user-select:none}
.stage canvas{display:block;width:100%}
.stage canvas+canvas{position:absolute;inset:0;pointer-events:none}
.told{margin-top:8px}
.told ul{font-size:.87rem;max-width:112ch;padding-left:1.2em}
#request{position:fixed;left:0;right:0;bottom:0;z-index:8;max-height:46vh;display:flex;flex-direction:column;background:var(--surface);border-top:2px solid var(--accent);box-shadow:0 -6px 24px rgb(0 0 0/.18)}
#request[hidden]{display:none}
#request:focus{outline:none}
#request header{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;padding:8px 32px;border-bottom:1px solid var(--line)}
#request header .end{margin-left:auto;display:flex;gap:4px}
#request button{min-width:30px;min-height:28px}
#request header a{font-size:.87rem}
#request-body{overflow:auto;padding:10px 32px 18px;display:grid;gap:14px 34px;grid-template-columns:minmax(250px,1fr) minmax(300px,2fr)}
#request-body section{margin:0;min-width:0}
#request-body h4{font-size:.82rem;color:var(--soft);font-weight:600;margin-bottom:4px}
#request-body section:first-child{grid-row:span 3}
#request-body .pairs{gap:1px 16px;font-size:.85rem;grid-template-columns:max-content 1fr}
#request-body .pairs dd{margin:0}
.legend{display:flex;flex-wrap:wrap;gap:2px 20px;font-size:.82rem;color:var(--soft);margin-bottom:8px}
.legend svg{width:12px;height:11px;margin-right:6px}
#request-body th,#request-body td{padding:3px 10px;white-space:nowrap}
#request-body [aria-current] *{font-weight:650}
#request-body [aria-current]>*{background:var(--accent-tint)}
.plain-list{list-style:none;padding:0;font-size:.85rem;line-height:1.45}
.plain-list .offset{display:inline-block;min-width:74px;padding-right:8px;text-align:right}
svg .went-back{stroke:var(--bad);stroke-width:1.4;fill:none}
.clients figcaption{font-size:.82rem;color:var(--soft);margin-top:4px}
.clients{overflow-x:auto}
.clients svg{display:block;min-width:620px;width:100%;height:auto}
@media print{.clients svg{min-width:0}.clients rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media screen{.explored .drawn{display:none}}
@media (max-width:900px){#request-body{grid-template-columns:minmax(0,1fr);padding:8px 16px 14px}#request header{padding:8px 16px}#request-body section:first-child{grid-row:auto}#request{max-height:62vh}}
@media print{#explorer,#client-explorer,#request{display:none!important}}
`;
