import type { Routes } from '../../http/index.ts';
import type { Release } from '../release.ts';

export function discoveryRoutes({ minor }: Release): Routes {
  const versions = (origin: string) => ({
    versions: Array.from({ length: minor + 1 }, (_, index) => ({
      id: `v2.${minor - index}`,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${origin}/v2/` }],
    })),
  });
  return {
    'GET /': ({ origin }) => ({ status: 300, body: versions(origin) }),
    'GET /versions': ({ origin }) => ({ status: 200, body: versions(origin) }),
  };
}
