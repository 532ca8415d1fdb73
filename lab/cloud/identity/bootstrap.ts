import { z } from 'zod';
import type { Database } from '../database/index.ts';
import { newId } from './directory.ts';
import { hashPassword } from './password.ts';
import { SCHEMA } from './schema.ts';

/** Project → its address through the load balancer. The real command knows its own address only. */
export const Endpoints = z.record(z.string(), z.url());

/** How the other projects stand in the catalogue, as their installation guides put them there. */
const CATALOGUE = [
  { project: 'glance', name: 'glance', type: 'image', path: '' },
  { project: 'nova', name: 'nova', type: 'compute', path: '/v2.1' },
  { project: 'neutron', name: 'neutron', type: 'network', path: '' },
  // Clients of different age look for either type.
  { project: 'cinder', name: 'cinder', type: 'block-storage', path: '/v3/%(project_id)s' },
  { project: 'cinder', name: 'cinderv3', type: 'volumev3', path: '/v3/%(project_id)s' },
] as const;

const SERVICE_USERS = ['glance', 'nova', 'neutron', 'cinder'];

/**
 * The first administrator, an account for each other project, and the catalogue. Run again, it sets passwords and
 * addresses anew.
 */
export async function bootstrap(
  database: Database,
  options: {
    readonly password: string;
    readonly publicUrl: string;
    readonly endpoints?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { password, publicUrl, endpoints = {} } = options;
  const hash = await hashPassword(password);
  database.transaction(() => {
    database.script(SCHEMA);
    database.script(`INSERT OR IGNORE INTO domain VALUES ('default', 'Default')`);
    for (const name of ['admin', 'member', 'reader', 'service'])
      database.change('INSERT OR IGNORE INTO role VALUES (:id, :name)', { id: newId(), name });

    addProject(database, 'admin', 'Bootstrap project for initializing the cloud.');
    addUser(database, 'admin', hash);
    for (const role of ['admin', 'member', 'reader']) assign(database, 'admin', 'admin', role);
    addProject(database, 'service', 'Accounts of services.');
    for (const user of SERVICE_USERS) {
      addUser(database, user, hash);
      for (const role of ['admin', 'service']) assign(database, user, 'service', role);
    }

    addEndpoint(database, 'keystone', 'identity', publicUrl);
    for (const { project, name, type, path } of CATALOGUE) {
      const url = endpoints[project];
      if (url !== undefined) addEndpoint(database, name, type, `${url}${path}`);
    }
  });
}

function addProject(database: Database, name: string, description: string): void {
  database.change(`INSERT OR IGNORE INTO project VALUES (:id, 'default', :name, :description, 1)`, {
    id: newId(),
    name,
    description,
  });
}

function addUser(database: Database, name: string, hash: string): void {
  database.change(
    `INSERT INTO user VALUES (:id, 'default', :name, :hash, 1)
     ON CONFLICT (domain_id, name) DO UPDATE SET password_hash = excluded.password_hash`,
    { id: newId(), name, hash },
  );
}

function assign(database: Database, user: string, project: string, role: string): void {
  database.change(
    `INSERT OR IGNORE INTO assignment SELECT user.id, project.id, role.id FROM user, project, role
     WHERE user.name = :user AND project.name = :project AND role.name = :role`,
    { user, project, role },
  );
}

function addEndpoint(database: Database, name: string, type: string, url: string): void {
  database.change('INSERT OR IGNORE INTO service VALUES (:id, :type, :name)', { id: newId(), type, name });
  database.change(
    `INSERT INTO endpoint SELECT :id, service.id, 'public', 'RegionOne', :url FROM service WHERE name = :name
     ON CONFLICT (service_id, interface, region) DO UPDATE SET url = excluded.url`,
    { id: newId(), name, url },
  );
}
