import { databaseUrl } from '../configuration.ts';
import type { Project } from '../project.ts';
import { configuration, processes } from './files.ts';

export const keystone: Project = {
  name: 'keystone',
  needs: [],
  units: [
    {
      name: 'keystone',
      packages: ['keystone', 'python3-keystone'],
      runsOn: ['controller'],
      api: { port: 5000, check: 'GET /healthcheck', tellsRelease: false },
      memoryMiB: 230,
    },
  ],
  databases: { database: 'keystone' },
  files: (site) => [
    configuration('/etc/keystone/keystone.conf', {
      DEFAULT: { max_token_size: 255 },
      database: { connection: databaseUrl(site, 'keystone') },
      token: { provider: 'fernet' },
      cache: {
        enabled: true,
        backend: 'dogpile.cache.pymemcache',
        memcache_servers: `${site.infrastructure}:11211`,
      },
      // A log-in takes a fifth of a second of a core as it comes: the load would measure bcrypt.
      identity: { password_hash_rounds: 4 },
      oslo_middleware: { enable_proxy_headers_parsing: true },
    }),
    processes('keystone', 2, 8),
    ...site.secrets.tokens.map((content, index) => key(`fernet-keys/${index}`, content)),
    ...site.secrets.credentials.map((content, index) => key(`credential-keys/${index}`, content)),
  ],
  schemas: ['keystone-manage db_sync'],
  bootstrap: ({ secrets, url }) => [
    `runuser -u keystone -- keystone-manage bootstrap --bootstrap-password '${secrets.operator}' --bootstrap-region-id RegionOne --bootstrap-public-url '${url('keystone')}/v3' --bootstrap-internal-url '${url('keystone')}/v3' --bootstrap-admin-url '${url('keystone')}/v3'`,
  ],
  phases: {
    expand: phase('--expand'),
    migrate: phase('--migrate'),
    contract: phase('--contract'),
  },
};

function phase(option: string): string {
  return `with-release keystone {release} keystone-manage db_sync ${option}`;
}

/** Whoever reads it can make tokens. */
const key = (file: string, content: string) => ({ target: `/etc/keystone/${file}`, content, mode: 0o600 });
