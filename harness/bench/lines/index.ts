import type { Line } from '../line.ts';
import { history } from './history.ts';
import { judging } from './judging.ts';
import { lateness } from './lateness.ts';
import { ledger } from './ledger.ts';
import { memory } from './memory.ts';
import { outage } from './outage.ts';
import { longReport, report } from './report.ts';
import { againstAutocannon, againstWrk } from './throughput.ts';
import { truth } from './truth.ts';

export const LINES: readonly Line[] = [
  againstWrk,
  againstAutocannon,
  lateness,
  truth,
  ledger,
  judging,
  memory,
  outage,
  history,
  report,
  longReport,
];
