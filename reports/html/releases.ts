import type { Judgement } from '../../harness/judge/index.ts';
import { type Markup, markup } from '../words/index.ts';
import { aside, name, nothing, section } from './pieces.ts';
import { table } from './table.ts';

type Release = Judgement['releases'][number];

const state = ({ before, after }: Release, target: string): Markup => {
  if (after === null) return markup`<span class="warm">not asked afterwards</span>`;
  if (after !== target) return markup`<span class="hot">not the target</span>`;
  return before === after ? markup`<span class="warm">was there before</span>` : markup`changed`;
};

const packagesOf = ({ packages }: Release): Markup => {
  if (!packages) return name(null);
  const { before, after } = packages;
  return before === after ? markup`<small>${after}</small>` : markup`<small>${before} → ${after}</small>`;
};

export const releasesSection = ({ releases, upgrade }: Judgement): Markup => {
  if (releases.length === 0) return section('releases', 'Releases', nothing('No node was asked for its release.'));
  const told = releases.some(({ packages }) => packages !== undefined);
  return section(
    'releases',
    'Releases',
    aside('What each node itself said was installed, before and after.'),
    table(
      'Installed release of each service on each node',
      [
        { head: 'Node' },
        { head: 'Service' },
        { head: 'Before' },
        { head: 'After' },
        { head: '' },
        ...(told ? [{ head: 'Packages' }] : []),
      ],
      releases.map((release) => ({
        cells: [
          name(release.node),
          name(release.service),
          name(release.before),
          name(release.after),
          state(release, upgrade.to),
          ...(told ? [packagesOf(release)] : []),
        ],
      })),
    ),
  );
};
