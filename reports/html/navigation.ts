import type { Judgement } from '../../harness/judge/index.ts';
import { count, type Markup, markup } from '../words/index.ts';

/** What is on the page and how much of it. */
export const navigation = (judgement: Judgement): Markup => {
  const { findings, assumptions, checks, companions, cycles, incidents, outages, steps, proof } = judgement;
  const disturbances = judgement.serviceOutages.length + judgement.brownOuts.length + judgement.stalls.length;
  const compared = steps.some(({ latencyChange }) => latencyChange !== null);
  const held = assumptions.filter(({ holds }) => holds).length;
  const links: readonly (readonly [id: string, title: string, amount?: string])[] = [
    ['proof', 'Proof'],
    ['findings', 'Findings', count(findings.length)],
    ['assumptions', 'Assumptions', `${held}/${assumptions.length}`],
    ...(incidents.length > 0 ? ([['incidents', 'Incidents', count(incidents.length)]] as const) : []),
    ['steps', 'Steps', count(steps.length)],
    ['timeline', 'Timeline'],
    ['clients', 'Clients'],
    ['outages', 'Outages', count(outages.length)],
    ...(disturbances > 0 ? ([['disturbances', 'Disturbances', count(disturbances)]] as const) : []),
    ...(compared ? ([['latency', 'Latency']] as const) : []),
    ['reconciliation', 'Reconciliation'],
    ['failures', 'Not fine', count(proof.failed + proof.unknown + proof.notSent)],
    ['operations', 'Operations'],
    ...(cycles.length > 0 ? ([['cycles', 'Lives', count(cycles.length)]] as const) : []),
    ...(companions.length > 0 ? ([['data-plane', 'Data plane', count(companions.length)]] as const) : []),
    ['coverage', 'Coverage'],
    ['checks', 'Checks', count(checks.length)],
    ['releases', 'Releases'],
    ['plan', 'Plan'],
    ['environment', 'Environment'],
    ['meaning', 'Meaning'],
  ];
  return markup`<nav class="wrap" aria-label="Sections"><ul>${links.map(([id, title, amount]) => markup`<li><a href="#${id}">${title}</a>${amount !== undefined && markup`<span class="soft">${amount}</span>`}</li>`)}</ul></nav>`;
};
