import { type HostFile, SUPERVISED } from '../docker/index.ts';
import { databasesOf } from './databases.ts';
import type { Secrets } from './project.ts';
import { PROJECTS } from './projects/index.ts';

/** The host with what all services share and no scenario upgrades: a database, messages, a cache. */
export const INFRASTRUCTURE = 'infra1';

export const INFRASTRUCTURE_DAEMONS = ['mariadb', 'rabbitmq', 'memcached'] as const;

export function infrastructureFiles(address: string, secrets: Secrets): HostFile[] {
  const runs: Record<(typeof INFRASTRUCTURE_DAEMONS)[number], string> = {
    mariadb: `install -d -o mysql -g mysql /run/mysqld
exec mariadbd --user=mysql --bind-address=0.0.0.0 --max-connections=2000 --skip-name-resolve --performance-schema=0`,
    rabbitmq: `install -d -o rabbitmq -g rabbitmq /run/rabbitmq
cd /var/lib/rabbitmq && exec env HOME=/var/lib/rabbitmq RABBITMQ_NODENAME=rabbit@localhost chpst -u rabbitmq /usr/sbin/rabbitmq-server`,
    memcached: `exec memcached -u memcache -l ${address} -m 128 -c 4096`,
  };
  return [
    ...Object.entries(runs).map(([daemon, line]) => ({
      target: `${SUPERVISED}/${daemon}/run`,
      content: `#!/bin/sh\nexec >>/srv/node/var/log/${daemon}.log 2>&1\nmkdir -p /run/unbroken && : >/run/unbroken/${daemon}.ready\n${line}\n`,
      mode: 0o755,
    })),
    {
      target: '/etc/rabbitmq/rabbitmq.conf',
      content: `listeners.tcp.1 = ${address}:5672\ndefault_user = openstack\ndefault_pass = ${secrets.messages}\nvm_memory_high_watermark.absolute = 512MiB\n`,
      mode: 0o644,
    },
    // Handed in as a file: what stands on a command line everybody can read.
    { target: '/etc/unbroken-account', content: account(secrets), mode: 0o600 },
  ];
}

/** The databases are in the image. */
const account = ({
  database,
}: Secrets): string => `CREATE USER IF NOT EXISTS 'openstack'@'%' IDENTIFIED BY '${database}';
${databasesOf(PROJECTS)
  .map((name) => `GRANT ALL ON ${name}.* TO 'openstack'@'%';\n`)
  .join('')}`;

export const LOGS_AT_HAND = 'ln -sfn /var/log/rabbitmq/rabbit@localhost.log /srv/node/var/log/rabbitmq-server.log\n';

/** Returns when the databases are there and messages can be sent. */
export const UNTIL_UP = `until mariadb-admin --silent ping >/dev/null 2>&1; do sleep 0.2; done
mariadb </etc/unbroken-account
until grep -qs 'Server startup complete' /var/log/rabbitmq/rabbit@localhost.log; do sleep 0.2; done`;
