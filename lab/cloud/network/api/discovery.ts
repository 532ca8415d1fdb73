import type { Routes } from '../../http/index.ts';
import { NeutronRefusal } from '../refusal.ts';
import type { Release } from '../release.ts';
import type { AdmittedRoutes } from './caller.ts';

const COLLECTIONS = {
  network: 'networks',
  subnet: 'subnets',
  port: 'ports',
  router: 'routers',
  security_group: 'security-groups',
  security_group_rule: 'security-group-rules',
  agent: 'agents',
  extension: 'extensions',
};

/** Open to everybody, and asks no database: a load balancer takes broken code for well. */
export function versionRoutes({ versions }: Release): Routes {
  return {
    'GET /': ({ origin }) => ({
      status: 200,
      body: {
        versions: versions.map(({ id, status }) => ({
          id,
          status,
          links: [{ rel: 'self', href: `${origin}/v2.0/` }],
        })),
      },
    }),
  };
}

export function discoveryRoutes({ extensions }: Release): AdmittedRoutes {
  const body = (extension: Release['extensions'][number]) => ({ ...extension, links: [] });
  return {
    'GET /v2.0': ({ origin }) => ({
      status: 200,
      body: {
        resources: Object.entries(COLLECTIONS).map(([name, collection]) => ({
          name,
          collection: collection.replaceAll('-', '_'),
          links: [{ rel: 'self', href: `${origin}/v2.0/${collection}` }],
        })),
      },
    }),
    'GET /v2.0/extensions': () => ({ status: 200, body: { extensions: extensions.map(body) } }),
    'GET /v2.0/extensions/{alias}': ({ parameters: { alias = '' } }) => {
      const extension = extensions.find((candidate) => candidate.alias === alias);
      if (!extension) throw new NeutronRefusal(404, 'ExtensionsNotFound', `Extensions not found: ['${alias}'].`);
      return { status: 200, body: { extension: body(extension) } };
    },
  };
}
