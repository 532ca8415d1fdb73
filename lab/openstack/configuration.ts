import type { Site } from './project.ts';

/** Sections and options, as OpenStack's services read them. */
export type Sections = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

export const render = (sections: Sections): string =>
  Object.entries(sections)
    .map(([section, options]) => {
      const lines = Object.entries(options).map(([name, value]) => `${name} = ${value}\n`);
      return `[${section}]\n${lines.join('')}`;
    })
    .join('\n');

export const databaseUrl = ({ secrets, infrastructure }: Site, name: string): string =>
  `mysql+pymysql://openstack:${secrets.database}@${infrastructure}/${name}?charset=utf8`;

export const messagesUrl = ({ secrets, infrastructure }: Site): string =>
  `rabbit://openstack:${secrets.messages}@${infrastructure}:5672/`;

/** How a service logs in with its own account, be it to prove others' tokens or to ask another service. */
export const account = (site: Site, user: string) => ({
  auth_type: 'password',
  auth_url: `${site.url('keystone')}/v3`,
  username: user,
  password: site.secrets.services,
  project_name: 'service',
  user_domain_id: 'default',
  project_domain_id: 'default',
  region_name: 'RegionOne',
});

/** Sections that every service with an API has alike. */
export const common = (site: Site, user: string): Sections => ({
  keystone_authtoken: {
    ...account(site, user),
    www_authenticate_uri: `${site.url('keystone')}/v3`,
    memcached_servers: `${site.infrastructure}:11211`,
    service_token_roles: 'service',
    service_token_roles_required: true,
  },
  service_user: { ...account(site, user), send_service_user_token: true },
  oslo_middleware: { enable_proxy_headers_parsing: true },
  oslo_concurrency: { lock_path: `/var/lib/${user}/tmp` },
  // A host that went must not be waited for longer than a request may take.
  oslo_messaging_rabbit: { rabbit_retry_interval: 1, rabbit_interval_max: 5, kombu_reconnect_delay: 0.5 },
});
