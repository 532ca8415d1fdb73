import type { LabDescription } from '../../lab/index.ts';
import { type Deed, missingForAnsible } from '../strategy/index.ts';
import { type Finding, find, Unfit } from './finding.ts';

/** Whether who is to do the mechanics could: for all that any plan may want. */
export async function examineStrategy(lab: LabDescription): Promise<Finding[]> {
  const ansible = lab.strategy?.ansible;
  if (!ansible) return [];
  const { playbooks } = ansible;
  const found = await find('strategy ansible', 'playbooks', async () => {
    const missing = await missingForAnsible(ansible, lab, deedsIn(lab));
    if (missing.length === 0) return `for ${Object.keys(playbooks).join(', ')}`;
    throw new Unfit(missing.join('; '), 'Correct what is said under strategy, or the playbooks and the inventory.');
  });
  return [found];
}

function deedsIn({ services, releases }: LabDescription): Deed[] {
  return Object.entries(services).flatMap(([service, { members, commands }]) =>
    Object.keys(members).flatMap((node): Deed[] => {
      const place = { service, node };
      const release = releases.new;
      return [
        ...(['stop', 'start', 'reload'] as const).map((action) => ({ action, place })),
        { action: 'install', place, release },
        ...Object.keys(commands.database).map((phase) => ({ action: 'database' as const, place, release, phase })),
      ];
    }),
  );
}
