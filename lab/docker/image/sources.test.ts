import { expect, test } from '@playwright/test';
import { sourcesFrom } from './sources.ts';

const TARGETS = `http://mirror/debian-security/|bookworm-security|main|Debian
http://mirror/debian/|bookworm|main|Debian
http://mirror/debian/|bookworm|main|Debian
http://mirror/debian/|trixie|main|Debian
https://elsewhere/|bookworm|stable|Docker
`;

test('a container gets its packages from where the machine gets those of the distribution', () => {
  expect(sourcesFrom(TARGETS, 'bookworm')).toEqual([
    'deb http://mirror/debian-security/ bookworm-security main',
    'deb http://mirror/debian/ bookworm main',
  ]);
  expect(sourcesFrom('', 'bookworm')).toEqual([]);
});
