import type { Database } from '../database/index.ts';
import type { Store } from './store/index.ts';

export type SecurityGroups = ReturnType<typeof makeSecurityGroups>;

export function makeSecurityGroups(database: Database, store: Store) {
  const rule = (project_id: string, group: string, values: Readonly<Record<string, unknown>>) =>
    store.add('security_group_rule', { project_id, security_group_id: group, ...values });

  // What comes in is refused and what goes out is let through, until somebody says otherwise.
  function createWithin(values: Readonly<Record<string, unknown>> & { readonly project_id: string }): string {
    const group = store.add('security_group', values);
    for (const ethertype of ['IPv4', 'IPv6']) rule(values.project_id, group, { direction: 'egress', ethertype });
    return group;
  }

  const securityGroups = {
    create: (values: Parameters<typeof createWithin>[0]) => database.transaction(() => createWithin(values)),

    /** Every project has one of the name `default`, made when it is first needed. */
    ensureDefault(project_id: string): string {
      const find = () =>
        database.first('SELECT security_group_id AS id FROM default_security_group WHERE owner = :project_id', {
          project_id,
        });
      const found = find();
      if (found) return String(found.id);
      return database.transaction(() => {
        const other = find();
        if (other) return String(other.id);
        const group = createWithin({ project_id, name: 'default', description: 'Default security group' });
        for (const ethertype of ['IPv4', 'IPv6'])
          rule(project_id, group, { direction: 'ingress', ethertype, remote_group_id: group });
        database.change('INSERT INTO default_security_group VALUES (:project_id, :group)', { project_id, group });
        return group;
      });
    },

    isDefault: (id: string) =>
      database.first('SELECT 1 FROM default_security_group WHERE security_group_id = :id', { id }) !== undefined,

    isUsed: (id: string) =>
      database.first('SELECT 1 FROM port_security_group WHERE security_group_id = :id', { id }) !== undefined,

    /** For a port whose maker says nothing. The network's own ports are not filtered. */
    usual: (project: string, deviceOwner: string): string[] =>
      deviceOwner.startsWith('network:') ? [] : [securityGroups.ensureDefault(project)],
  };
  return securityGroups;
}
