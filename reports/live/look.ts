/** What only the live page looks like. */
export const look = `
.figure,.more{display:block}
.beat .icon{width:64px;height:64px}
.lost .beat{opacity:.35}
tr.going>*{background:var(--accent-tint)}
tr.going th,tr.going .long{font-weight:650}
tr.waiting>*{color:var(--soft)}
.course{border:1px solid var(--line);border-radius:6px;background:var(--surface);padding:12px}
.course svg{display:block;width:100%;height:190px}
.course .aside{margin-top:6px}
svg .good-load{fill:var(--server-2)}
svg .bad-load{fill:var(--bad)}
svg .p99{fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke}
svg .span{fill:var(--sunken);stroke:var(--strong);stroke-width:.5;vector-effect:non-scaling-stroke}
svg .span.done{fill:var(--good-tint)}
svg .span.going{fill:var(--accent)}
svg .span.failed,svg .span.interrupted,svg .span.put-back{fill:var(--doubt)}
@media (min-width:1000px){
.halves{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:0 32px}
.halves section{margin-top:28px}
#steps{position:sticky;top:0}
#steps .scroll{max-height:calc(100vh - 80px);overflow-y:auto}
#failures .scroll,#remarks .scroll{max-height:24rem;overflow-y:auto}
}
@media (max-width:560px){.beat .icon{width:46px;height:46px}}
`;
