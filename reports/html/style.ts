import { explorerStyle } from './explorer/index.ts';
import { palette } from './palette.ts';
import { timelineStyle } from './timeline/index.ts';

const page = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 -apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:.88em}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
:target{scroll-margin-top:1rem}
h1,h2,h3,h4,p,dl,dd,figure,table,ul,ol{margin:0}
h2{font-size:1.2rem;line-height:1.3;font-weight:650;letter-spacing:-.008em}
h3{font-size:1rem;line-height:1.4;font-weight:650}
.wrap{max-width:1280px;margin:0 auto;padding:0 32px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;padding:6px 10px;background:var(--surface);z-index:9}
.soft{color:var(--soft)}
.nowrap{white-space:nowrap}
.aside{font-size:.87rem;color:var(--soft);max-width:112ch}
section>.aside{margin-top:2px}
section{margin-top:40px}
main>section:first-child{margin-top:14px}
section>h2+*{margin-top:12px}
section>.aside+*{margin-top:12px}
`;

const top = `
.bar{display:flex;gap:4px 18px;align-items:center;padding-top:14px;padding-bottom:14px;font-size:.87rem;color:var(--soft);flex-wrap:wrap}
.bar b{color:var(--ink);font-weight:650}
.bar .end{margin-left:auto}
button{font:inherit;font-size:.82rem;color:var(--soft);background:none;border:1px solid var(--strong);border-radius:4px;padding:2px 10px;cursor:pointer}
button:hover{color:var(--ink)}
.verdict{border-top:4px solid var(--tone);background:var(--tone-tint)}
.certified,.good{--tone:var(--good);--tone-tint:var(--good-tint)}
.refused,.bad{--tone:var(--bad);--tone-tint:var(--bad-tint)}
.inconclusive,.doubt{--tone:var(--doubt);--tone-tint:var(--doubt-tint)}
.plain{--tone:var(--accent);--tone-tint:var(--accent-tint)}
.verdict .wrap{display:grid;grid-template-columns:auto 1fr;gap:0 22px;align-items:center;padding-top:24px;padding-bottom:24px}
.verdict h1{font-size:2.9rem;line-height:1.05;font-weight:700;letter-spacing:-.025em;color:var(--tone)}
.verdict .icon{width:64px;height:64px}
.verdict .ended{font-size:1rem;font-weight:600;letter-spacing:0;color:var(--ink);margin-left:.7em;vertical-align:.35em;border:1px solid var(--tone);border-radius:4px;padding:2px 8px}
.verdict .why{font-size:1.13rem;line-height:1.45;max-width:110ch;margin-top:8px}
.verdict .decided{font-size:.95rem;color:inherit;white-space:nowrap;margin-left:.4em}
.icon{width:1.1em;height:1.1em;color:var(--tone);flex:none}
.icon.small{vertical-align:-.17em}
.icon .cut{stroke:var(--surface)}
.facts{display:flex;flex-wrap:wrap;gap:10px 34px;padding-top:15px;padding-bottom:15px;border-bottom:1px solid var(--line)}
.facts dt,.proof dt,.lede{font-size:.78rem;color:var(--soft)}
.facts dd{font-weight:600}
.facts .soft{font-weight:400}
.facts .warn{color:var(--bad)}
.arrow{color:var(--soft);font-weight:400;padding:0 .15em}
nav ul{display:flex;flex-wrap:wrap;gap:2px 20px;list-style:none;padding:10px 0;font-size:.87rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
nav .soft{margin-left:.3em}
.proof{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;background:var(--line);border:1px solid var(--line);border-radius:6px;overflow:hidden}
.proof div{background:var(--surface);padding:12px 16px 13px;min-width:0}
.proof .figure{font-size:1.55rem;line-height:1.25;font-weight:600;letter-spacing:-.015em}
.proof .figure.alarm{color:var(--bad)}
.proof .figure.off{color:var(--soft);font-weight:500}
.proof .more,.finding .detail,.why{text-wrap:pretty}
.proof .more{font-size:.82rem;line-height:1.42;color:var(--soft);margin-top:1px}
`;

const findings = `
.finding{background:var(--surface);border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:0 6px 6px 0;padding:10px 16px 11px}
.finding header{display:flex;flex-wrap:wrap;gap:0 28px;justify-content:space-between;align-items:baseline}
.finding+.finding,.none+.finding{margin-top:8px}
.finding:target{outline:2px solid var(--tone);outline-offset:2px}
.finding h3{display:flex;gap:.55em;align-items:baseline}
.finding h3 .icon{align-self:flex-start;margin-top:.16em}
.finding h3 a{color:inherit;text-decoration:none}
.finding h3 a:hover{text-decoration:underline}
.finding .where{display:flex;flex-wrap:wrap;gap:0 16px;font-size:.82rem;color:var(--soft)}
.finding .where b{color:var(--ink);font-weight:600}
.finding .detail{max-width:150ch;font-size:.93rem;margin-top:2px}
.finding details{margin-top:4px}
.finding figure{margin-top:10px}
.none{padding:12px 16px;border:1px solid var(--line);border-radius:6px;background:var(--surface)}
details>summary{cursor:pointer;font-size:.87rem;color:var(--accent);width:fit-content}
details>summary:hover{text-decoration:underline}
details[open]>summary{margin-bottom:6px}
.pair{overflow-x:auto}
.pair svg{display:block;min-width:620px;width:100%;max-width:920px;height:auto}
.pair figcaption{font-size:.82rem;color:var(--soft);max-width:150ch;margin-top:4px}
`;

const tables = `
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px;background:var(--surface)}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.87rem;line-height:1.4}
caption{text-align:left;font-size:.82rem;color:var(--soft);padding:8px 12px 7px}
caption.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);padding:0}
th,td{padding:5px 12px;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead tr:first-child th{border-top:0}
caption:not(.quiet)+thead tr:first-child th{border-top:1px solid var(--line)}
thead th{font-size:.78rem;font-weight:500;color:var(--soft);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:500}
.num{text-align:right;white-space:nowrap}
.zero{color:var(--soft)}
.hot{color:var(--bad);font-weight:650}
.warm{color:var(--doubt);font-weight:650}
.long{min-width:min(26ch,44vw);overflow-wrap:anywhere}
.long>code{white-space:nowrap}
.stage th{background:var(--sunken);font-weight:600;padding-top:6px;padding-bottom:6px}
tr:target>*{background:var(--accent-tint)}
.state{white-space:nowrap;font-weight:600;color:var(--tone)}
.length{display:inline-block;width:64px;height:5px;margin-right:10px;vertical-align:middle}
.length .track{fill:var(--sunken)}
.length .value{fill:var(--accent)}
.bad .length .value{fill:var(--bad)}
.rest{margin-top:8px}
.pairs+.aside{margin-top:14px}
.pairs{display:grid;grid-template-columns:max-content 1fr;gap:5px 20px;font-size:.9rem}
.pairs dt{color:var(--soft)}
.pairs dd{min-width:0;overflow-wrap:anywhere}
`;

const trends = `
.plain-title{font-size:2.1rem;line-height:1.1;font-weight:700;letter-spacing:-.02em;padding-top:10px}
.trend{display:block}
.mark{fill:var(--tone);stroke:var(--tone);stroke-width:1.5}
.mark.doubt{fill:var(--ground)}
svg .points{fill:none;stroke-width:4;stroke-linecap:round}
.scroll+.scroll,.scroll+details,details+.scroll{margin-top:10px}
.better{color:var(--good);font-weight:600}
.worse{color:var(--bad);font-weight:600}
`;

const prose = `
pre{margin:0;padding:10px 12px;background:var(--sunken);border-radius:4px;overflow-x:auto;line-height:1.45;white-space:pre-wrap;overflow-wrap:anywhere;max-height:28rem;overflow-y:auto}
.plan{list-style:none;padding:0;border:1px solid var(--line);border-radius:6px;background:var(--surface)}
.plan>li{padding:10px 16px}
.plan>li+li{border-top:1px solid var(--line)}
.plan ol{list-style:none;padding:0;margin-top:4px}
.plan ol>li{padding:3px 0}
.plan details{margin:0}
.plan details>summary{color:var(--ink);font-size:.9rem;width:auto}
.plan .number{display:inline-block;width:44px;color:var(--soft)}
.plan h3{padding-left:16px}
.plan .tally{color:var(--soft);font-size:.82rem;margin-left:.9em;white-space:nowrap}
.plan .still{padding-left:16px;font-size:.9rem}
.plan summary{list-style:none;padding-left:16px;position:relative}
.plan summary::-webkit-details-marker{display:none}
.plan summary::before{content:"";position:absolute;left:0;top:.42em;border:.32em solid transparent;border-left-color:var(--soft);border-right:0}
.plan details[open]>summary::before{left:-.1em;top:.55em;border:.32em solid transparent;border-top-color:var(--soft);border-bottom:0}
.doings{padding:2px 0 8px 64px}
.doings>*+*{margin-top:8px}
.plan summary:focus-visible{outline-offset:0}
.doings .soft{font-size:.82rem}
.prose{max-width:80ch}
.prose li+li,.prose p+p,.prose p+ul,.prose ul+p{margin-top:7px}
.prose ul{padding-left:1.2em}
footer{margin-top:56px;padding:18px 0 40px;border-top:1px solid var(--line);font-size:.82rem;color:var(--soft)}
`;

const narrow = `
@media (max-width:900px){.proof{grid-template-columns:repeat(2,1fr)}}
@media (max-width:560px){
.wrap{padding-left:16px;padding-right:16px}
.verdict .wrap{gap:0 14px;padding-top:18px;padding-bottom:18px}
.verdict h1{font-size:2.1rem}
.verdict .icon{width:46px;height:46px}
.verdict .why{grid-column:1/-1;font-size:1.02rem}
.verdict .words{display:contents}
.verdict .ended{display:inline-block;margin-left:0}
.facts{gap:10px 26px}
.proof .figure{font-size:1.28rem}
.proof div{padding:10px 12px}
.finding{padding:10px 12px 11px}
.pairs{grid-template-columns:1fr;gap:0}
.pairs dd{margin-bottom:8px}
.length{display:none}
section{margin-top:36px}
.doings{padding-left:16px}
}
`;

const paper = `
@media print{
@page{margin:14mm}
body{font-size:10.5pt;background:#fff}
.wrap{padding-left:0;padding-right:0;max-width:none}
button,nav,.skip{display:none}
.proof{grid-template-columns:repeat(4,1fr)}
section{margin-top:26px}
.finding header,.proof,tr,.plan ol>li,figure{break-inside:avoid}
.finding header{break-after:avoid}
.verdict .wrap{padding-left:14px;padding-right:14px}
h2,h3,thead,.stage,section>.aside{break-after:avoid}
.scroll,.pair{overflow:visible}
table{font-size:7.5pt}
.finding table{font-size:6.8pt}
thead th{font-size:6.8pt;white-space:normal}
th,td{padding:2px 4px}
.length{display:none}
.long{min-width:0}
.long>code{white-space:normal;display:inline-block;min-width:24ch}
.proof .figure{font-size:1.3rem}
.proof div{padding:8px 10px}
.verdict,.finding,.stage th,.proof{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.finding details::details-content{content-visibility:visible;block-size:auto}
pre{max-height:none}
a{color:inherit;text-decoration:none}
}
`;

export const style = [
  palette,
  page,
  top,
  findings,
  tables,
  trends,
  prose,
  timelineStyle,
  narrow,
  paper,
  explorerStyle,
].join('');
