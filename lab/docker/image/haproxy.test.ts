import { expect, test } from '@playwright/test';
import { otherReleases, releasesAmong } from './haproxy.ts';

const SOURCES = [
  'deb http://mirror/debian/ bookworm main',
  'deb http://mirror/debian-security/ bookworm-security main',
];

test('what another suite has comes from the same mirror, and what an image has already is not taken again', () => {
  const [hook, ...others] = otherReleases('bookworm', SOURCES, ['--aptopt=A "b"']);
  expect(others).toEqual([]);
  expect(hook).toContain('trixie "$parts" \'deb http://mirror/debian/ trixie main\'');
  expect(hook).toContain(`'--aptopt=A "b"'`);
  expect(otherReleases('trixie', [SOURCES[0]!.replace('bookworm', 'trixie')], [])[0]).toContain('haproxy-2.6');
  expect(otherReleases('noble', ['deb http://mirror/ubuntu/ noble main'], [])).toEqual([]);
});

test('the oldest and the newest by their numbers, and one that is alone is both', () => {
  const line = (program: string, version: string) => `${program}: HAProxy version ${version}-1+deb12u3 2025/10/03 - x`;
  expect(releasesAmong([line('/a', '2.10.1'), line('/b', '2.9.3'), line('/c', '3.0.11')])).toEqual({
    old: { program: '/b', release: '2.9' },
    new: { program: '/c', release: '3.0' },
  });
  const alone = releasesAmong(['', line('/a', '2.6.12'), 'noise']);
  expect(alone?.old).toBe(alone?.new);
  expect(releasesAmong(['/a: sh: haproxy: not found'])).toBeUndefined();
});
