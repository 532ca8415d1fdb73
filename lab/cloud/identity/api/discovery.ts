import type { Routes } from '../../http/index.ts';
import type { Release } from '../release.ts';

export function discoveryRoutes({ version }: Release): Routes {
  const document = (origin: string) => ({
    id: version.id,
    status: 'stable',
    updated: version.updated,
    links: [{ rel: 'self', href: `${origin}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  });
  return {
    'GET /': ({ origin }) => ({ status: 300, body: { versions: { values: [document(origin)] } } }),
    'GET /v3': ({ origin }) => ({ status: 200, body: { version: document(origin) } }),
  };
}
