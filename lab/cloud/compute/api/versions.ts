import type { Routes } from '../../http/index.ts';
import type { Release } from '../release.ts';

/** Nobody needs a token to ask what there is, and no database is asked: a load balancer takes broken code for well. */
export function versionRoutes({ microversion }: Release): Routes {
  const document = (origin: string) => ({
    id: 'v2.1',
    status: 'CURRENT',
    version: microversion,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${origin}/v2.1/` }],
  });
  const legacy = (origin: string) => ({
    id: 'v2.0',
    status: 'SUPPORTED',
    version: '',
    min_version: '',
    updated: '2011-01-21T11:33:21Z',
    links: [{ rel: 'self', href: `${origin}/v2/` }],
  });
  return {
    'GET /': ({ origin }) => ({ status: 200, body: { versions: [legacy(origin), document(origin)] } }),
    'GET /v2.1': ({ origin }) => {
      const { links, ...rest } = document(origin);
      const describedBy = { rel: 'describedby', href: 'http://docs.openstack.org/', type: 'text/html' };
      const media = { base: 'application/json', type: 'application/vnd.openstack.compute+json;version=2.1' };
      return { status: 200, body: { version: { ...rest, links: [...links, describedBy], 'media-types': [media] } } };
    },
  };
}
