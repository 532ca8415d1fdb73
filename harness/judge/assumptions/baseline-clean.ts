import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { ended } from '../measure/index.ts';
import { byBalancer } from '../rotation/index.ts';
import { list, plural } from '../wording.ts';

/**
 * The service was fine before anything was touched. If it was not, a later failure may be the old trouble, so nothing can
 * be certified; later failures refuse all the same, because whoever upgrades a sick service has not shown otherwise.
 */
export function baselineClean(context: Context): Assumption {
  const { ledger, steps, touchedAt } = context;
  const watched = steps.some(
    ({ kind, params, from }) => kind === 'observe' && params.why === 'baseline' && from !== null,
  );
  let faults = 0;
  for (const row of context.fates().faults) if (ended(ledger, row) < touchedAt) faults++;
  const unfinished = context.events
    .of('cycle')
    .filter(({ outcome, t }) => outcome === 'failed' && t < touchedAt).length;
  const unanswered = context
    .companions()
    .flatMap(({ probes }) => probes)
    .filter(({ ok, t }) => !ok && t < touchedAt).length;
  const down = downAtStart(context);
  const troubles = [
    ...(watched ? [] : ['nobody watched it before the upgrade']),
    ...(faults > 0 ? [`${plural(faults, 'request')} failed before anything was touched`] : []),
    ...(unfinished > 0 ? [`${plural(unfinished, 'cycle')} came to nothing before anything was touched`] : []),
    ...(unanswered > 0 ? [`${plural(unanswered, 'probe')} failed before anything was touched`] : []),
    ...(down.length > 0 ? [`not up when the run began: ${list(down)}`] : []),
  ];
  return {
    name: 'baseline-clean',
    title: 'The service was fine before',
    holds: troubles.length === 0,
    detail:
      troubles.length === 0 ? 'Nothing failed before the first change, and all servers were up.' : `${list(troubles)}.`,
    fix: 'Bring the service into order first: failures that were there before cannot be told from the upgrade’s own.',
  };
}

function downAtStart({ events, members }: Context): string[] {
  const servers = new Set(members.map(({ server }) => server));
  return [...byBalancer(events.of('servers'))].flatMap(([balancer, samples]) =>
    samples[0]!.servers
      .filter(
        ({ server, operational, admin }) => servers.has(server) && (operational !== 'running' || admin !== 'ready'),
      )
      .map(({ server }) => `${server} on ${balancer}`),
  );
}
