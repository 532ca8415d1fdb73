import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../../lab/testing/index.ts';
import { marksIn } from './marks.ts';
import { nothingIn, projectsIn } from './script.ts';

const STARS = '*'.repeat(69);
const REAL = `#${'*'.repeat(44)}
#  Upgrading keystone...
#${'*'.repeat(44)}
${STARS}
Begin /opt/stack/grenade/projects/10_keystone/upgrade.sh
${STARS}
+ echo '${STARS}'
+ keystone-manage db_sync
[unbroken grenade projects] keystone placement nova
${STARS}
SUCCESS: End /opt/stack/grenade/projects/10_keystone/upgrade.sh
${STARS}
`;

test('headlines are found, and what is traced of printing them is not', () => {
  expect(marksIn(REAL)).toEqual([
    'Upgrading keystone...',
    'Begin /opt/stack/grenade/projects/10_keystone/upgrade.sh',
    'SUCCESS: End /opt/stack/grenade/projects/10_keystone/upgrade.sh',
  ]);
});

test('what our own script says is read back', () => {
  expect(projectsIn(REAL)).toEqual(['keystone', 'placement', 'nova']);
  expect(projectsIn('[unbroken grenade projects]\n')).toEqual([]);
  expect(projectsIn('grenaderc: No such file')).toBeUndefined();
  expect(nothingIn('x\n[unbroken grenade none]')).toBe('none');
  expect(nothingIn(REAL)).toBeUndefined();
});

test('whatever scripts print, marks are lines of it', () => {
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.string({ unit: 'binary' })), (output) => {
      for (const mark of marksIn(output)) expect(output).toContain(mark);
      for (const project of projectsIn(output) ?? []) expect(output).toContain(project);
      nothingIn(output);
    }),
    { numRuns: 500 },
  );
  for (const piece of ['\n', `${STARS}\n`, '*', '[unbroken grenade projects] ', '#'])
    within(() => [marksIn(piece.repeat(50_000)), projectsIn(piece.repeat(50_000)), nothingIn(piece.repeat(50_000))]);
});
