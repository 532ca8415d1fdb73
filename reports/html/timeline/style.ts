import { GUTTER, PLOT } from './canvas.ts';

export const timelineStyle = `
.timeline{display:grid;grid-template-columns:${GUTTER}px ${PLOT}px;overflow-x:auto;border:1px solid var(--line);border-radius:6px;background:var(--surface)}
.timeline svg{display:block;width:100%;height:auto;overflow:visible}
.timeline .gutter{position:sticky;left:0;z-index:1;background:var(--surface);border-right:1px solid var(--line);overflow:hidden}
.timeline .plot{position:relative;overflow:hidden}
svg text{font-size:11px;fill:var(--ink)}
svg .head{font-size:11.5px;font-weight:650}
svg .lane{font-weight:550}
svg .note{fill:var(--soft)}
svg .halo{paint-order:stroke;stroke:var(--surface);stroke-width:3px;stroke-linejoin:round}
svg .tick{stroke:var(--line);stroke-width:1;fill:none;shape-rendering:crispEdges}
svg .base{stroke:var(--line);stroke-width:1;fill:none;shape-rendering:crispEdges}
svg .rule{stroke:var(--strong);stroke-width:1;stroke-dasharray:2 3;fill:none;opacity:.6}
svg .stage-bar{fill:var(--sunken);stroke:var(--line)}
svg .step{fill:var(--accent)}
svg .step.failed{fill:var(--bad)}
svg .step.interrupted{fill:var(--doubt)}
svg .step.undo{fill:var(--soft)}
svg a:hover text{text-decoration:underline}
svg .on-step{fill:var(--surface)}
svg .state-ready{fill:var(--good-tint);stroke:var(--good);stroke-width:.6}
svg .state-drain{fill:url(#hatch-drain);stroke:var(--doubt);stroke-width:.6}
svg .state-drain-stopped{fill:url(#hatch-stopped);stroke:var(--doubt);stroke-width:.6}
svg .state-maint{fill:url(#hatch-maint);stroke:var(--soft);stroke-width:.6}
svg .state-down{fill:var(--bad);stroke:var(--bad);stroke-width:.6}
svg .on-state{fill:var(--ink);paint-order:stroke;stroke:var(--surface);stroke-width:3px;stroke-linejoin:round}
svg .on-down{fill:var(--surface);stroke:none;font-weight:650}
svg .hatch-ground-drain{fill:var(--doubt-tint)}
svg .hatch-line-drain{stroke:var(--doubt);stroke-width:1.6}
svg .hatch-ground-stopped{fill:var(--sunken)}
svg .hatch-line-stopped{stroke:var(--doubt);stroke-width:1.2}
svg .hatch-ground-maint{fill:var(--sunken)}
svg .hatch-line-maint{stroke:var(--soft);stroke-width:1}
svg .v-new{fill:var(--accent)}
svg .v-old{fill:var(--old)}
${[1, 2, 3, 4, 5, 6].map((shade) => `svg .server-${shade}{fill:var(--server-${shade})}`).join('\n')}
svg .server-none{fill:var(--old)}
svg .server-failed{fill:var(--bad)}
svg .mark-failed{stroke:var(--bad);stroke-width:1.4;fill:none}
svg .mark-unknown{stroke:var(--doubt);stroke-width:1.4;fill:none}
svg .mark-unsent{stroke:var(--soft);stroke-width:1.4;fill:none}
svg .band{fill:var(--accent);opacity:.28}
svg .line-p50{stroke:var(--accent);stroke-width:1.4;fill:none}
svg .line-p99{stroke:var(--accent);stroke-width:1.2;fill:none}
svg .worst{fill:var(--ink)}
svg .worst-dots{stroke:var(--ink);stroke-width:2.4;stroke-linecap:round;fill:none;opacity:.75}
svg .line-late{stroke:var(--accent);stroke-width:1.3;fill:none}
svg .line-loop{stroke:var(--old);stroke-width:1.3;fill:none}
svg .broken{stroke:var(--bad);stroke-width:1.5;fill:none}
svg .broken-end{fill:var(--surface);stroke:var(--bad);stroke-width:1.8}
svg .guide{stroke:var(--strong);stroke-width:1;stroke-dasharray:2 3;fill:none}
svg .hair{stroke:var(--ink);stroke-width:1;pointer-events:none;shape-rendering:crispEdges}
.readout{display:block;min-height:1.5em;font-size:.85rem;color:var(--soft);margin:8px 0 4px}
@media print{
.timeline{grid-template-columns:12.4% 87.6%;overflow:visible;break-inside:avoid}
.timeline svg,.finding svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.readout{display:none}
}
`;
