import type { Project } from './project.ts';

/** Cell zero of Nova has one of its own, which no section of a configuration names. */
const CELL_ZERO = 'nova_cell0';

export const databasesOf = (projects: readonly Project[]): string[] => [
  ...new Set([...projects.flatMap(({ databases }) => Object.values(databases)), CELL_ZERO]),
];

const SOCKET = '/run/mysqld/mysqld.sock';
/** Of the image while it is made: the server has no network then, and the account is gone afterwards. */
const MAKER = 'maker';

/**
 * Lines of shell, run within the image: databases with the schemas of the release that it has installed. Making them takes
 * twenty seconds of two cores, which no lab then has to wait for.
 */
export function makeSchemas(projects: readonly Project[]): string {
  const names = databasesOf(projects);
  const grants = names.map((name) => `CREATE DATABASE ${name}; GRANT ALL ON ${name}.* TO '${MAKER}'@'localhost';`);
  return `set -eu
install -d -o mysql -g mysql /run/mysqld
mariadbd --user=mysql --skip-networking --performance-schema=0 --skip-name-resolve=0 >/var/log/schemas.log 2>&1 &
trap 'mariadb-admin shutdown; wait; rm -f /var/log/schemas.log' EXIT
for _ in $(seq 300); do ! mariadb-admin --silent ping >/dev/null 2>&1 || break; sleep 0.2; done
mariadb -e "CREATE USER '${MAKER}'@'localhost' IDENTIFIED BY '${MAKER}'; ${grants.join(' ')}"
${projects.flatMap(schemasOf).join('\n')}
mariadb -e "DROP USER '${MAKER}'@'localhost'"
rm -f ${projects.map(({ name }) => `/var/log/${name}/*`).join(' ')}`;
}

function schemasOf({ name, databases, schemas }: Project): string[] {
  // Settings come from the environment before they come from a file.
  const settings = Object.entries(databases).map(
    ([section, database]) =>
      `OS_${section.toUpperCase()}__CONNECTION='mysql+pymysql://${MAKER}:${MAKER}@localhost/${database}?charset=utf8&unix_socket=${SOCKET}'`,
  );
  return schemas.map((line) => `runuser -u ${name} -- env ${settings.join(' ')} ${line}`);
}
