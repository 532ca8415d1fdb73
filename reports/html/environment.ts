import type { Evidence, Judgement } from '../../harness/judge/index.ts';
import { type Content, cut, type Markup, markup, shellLine, wallDate } from '../words/index.ts';
import { name, section } from './pieces.ts';

type Entry = readonly [Content, Content];

const balancer = ({ name: called, version, configHash }: Judgement['balancers'][number]): Markup =>
  markup`${name(called)}: HAProxy ${name(version)}, configuration ${configHash === null ? 'not read' : markup`<code>${cut(configHash, 100)}</code>`}`;

const capacity = ({ plan }: Evidence): readonly Entry[] =>
  Object.entries(plan.capacity).map(([service, { least, of }]) => [
    markup`Capacity of ${name(service)}`,
    `never fewer than ${least} of ${of} servers in rotation by the plan`,
  ]);

/** Where the run's folder was made, as its command says. */
const folderOf = (command: readonly string[]): string => {
  const option = command.indexOf('--runs');
  return (option >= 0 && command[option + 1]) || 'runs';
};

/** All that is needed to do it again, and to judge it again. */
export const environmentSection = ({ run, upgrade, balancers }: Judgement, evidence: Evidence): Markup => {
  const started = evidence.journal.find((event) => event.event === 'run-started');
  const entries: readonly Entry[] = [
    ['Run', name(run.name)],
    ['Started', wallDate(run.started)],
    ['Lab', markup`${name(upgrade.lab.kind)}, ${name(upgrade.lab.id)}`],
    ['Scenario', markup`${name(upgrade.scenario)}: ${cut(upgrade.title, 300)}`],
    ['Harness', markup`Unbroken ${name(run.harness)}${started && markup` on Node ${name(started.node)}`}`],
    ...balancers.map((each): Entry => ['Load balancer', balancer(each)]),
    ...capacity(evidence),
    ['Seed', String(upgrade.seed)],
    ['Run it again', markup`<pre tabindex="0">${cut(shellLine(run.command), 4000)}</pre>`],
    [
      'Judge it again',
      markup`<pre tabindex="0">unbroken judge ${cut(shellLine([`${folderOf(run.command)}/${run.name}`]), 400)}</pre>`,
    ],
  ];
  return section(
    'environment',
    'Environment and how to do it again',
    markup`<dl class="pairs">${entries.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`,
    markup`<p class="aside">Judging reads the plan, the journal and the ledger in the run folder and nothing else. It needs no lab and no network, and comes to the same verdict on any machine with the same version of the rules.</p>`,
  );
};
