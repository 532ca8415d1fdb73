import type { Database } from '../database/index.ts';
import { newId } from './directory.ts';
import { hashPassword } from './password.ts';
import { SCHEMA } from './schema.ts';

/** The first administrator and the first catalogue entry. Run again, it sets the password and the address anew. */
export async function bootstrap(
  database: Database,
  { password, publicUrl }: { readonly password: string; readonly publicUrl: string },
): Promise<void> {
  const hash = await hashPassword(password);
  database.transaction(() => {
    database.script(SCHEMA);
    database.script(`INSERT OR IGNORE INTO domain VALUES ('default', 'Default')`);
    database.change(
      `INSERT OR IGNORE INTO project VALUES (:id, 'default', 'admin', 'Bootstrap project for initializing the cloud.', 1)`,
      { id: newId() },
    );
    database.change(
      `INSERT INTO user VALUES (:id, 'default', 'admin', :hash, 1)
       ON CONFLICT (domain_id, name) DO UPDATE SET password_hash = excluded.password_hash`,
      { id: newId(), hash },
    );
    for (const name of ['admin', 'member', 'reader'])
      database.change('INSERT OR IGNORE INTO role VALUES (:id, :name)', { id: newId(), name });
    database.script(`INSERT OR IGNORE INTO assignment
      SELECT user.id, project.id, role.id FROM user, project, role WHERE user.name = 'admin' AND project.name = 'admin'`);
    database.change(`INSERT OR IGNORE INTO service VALUES (:id, 'identity', 'keystone')`, { id: newId() });
    database.change(
      `INSERT INTO endpoint SELECT :id, service.id, 'public', 'RegionOne', :publicUrl FROM service WHERE name = 'keystone'
       ON CONFLICT (service_id, interface, region) DO UPDATE SET url = excluded.url`,
      { id: newId(), publicUrl },
    );
  });
}
