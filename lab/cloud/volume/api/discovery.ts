import type { Routes } from '../../http/index.ts';
import type { Release } from '../release.ts';
import type { Callers } from './caller.ts';

export function discoveryRoutes({ microversion }: Release, callers: Callers): Routes {
  const versions = (origin: string) => ({
    versions: [
      {
        id: 'v3.0',
        status: 'CURRENT',
        version: microversion,
        min_version: '3.0',
        updated: '2023-08-31T00:00:00Z',
        links: [
          { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
          { rel: 'self', href: `${origin}/v3/` },
        ],
        'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
      },
    ],
  });
  return {
    'GET /': ({ origin }) => ({ status: 300, body: versions(origin) }),
    // As in the real one: behind the same door as all of v3.
    'GET /v3': async (call) => {
      await callers.admit(call);
      return { status: 200, body: versions(call.origin) };
    },
  };
}
