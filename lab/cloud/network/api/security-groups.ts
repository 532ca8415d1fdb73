import { z } from 'zod';
import { conflict, missing } from '../refusal.ts';
import type { SecurityGroups } from '../security-groups.ts';
import type { Item, Store } from '../store/index.ts';
import { Described, Owner, Renamed } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const NewGroup = z.object({ security_group: z.strictObject({ ...Owner, ...Described }) });
const Changes = z.object({ security_group: z.strictObject(Renamed) });

export function securityGroupRoutes(store: Store, securityGroups: SecurityGroups): AdmittedRoutes {
  const read = readRoutes(store, 'security_group', 'security-groups');
  const rulesOf = (groups: readonly string[]) =>
    Map.groupBy(store.list('security_group_rule', { where: { security_group_id: groups } }), (rule) =>
      String(rule.security_group_id),
    );
  const body = (id: string) => ({
    security_group: { ...store.find('security_group', id), security_group_rules: rulesOf([id]).get(id) ?? [] },
  });
  const expectGroup = (id: string, project: string | undefined): Item => {
    const group = store.find('security_group', id, project);
    if (!group) throw missing('security_group', id);
    return group;
  };

  return {
    'GET /v2.0/security-groups': (call, caller) => {
      securityGroups.ensureDefault(caller.projectId);
      const answer = read['GET /v2.0/security-groups']!(call, caller);
      const { security_groups: groups, ...links } = answer.body as { readonly security_groups: readonly Item[] };
      const rules = rulesOf(groups.map(({ id }) => id));
      const full = groups.map((group) => ({ ...group, security_group_rules: rules.get(group.id) ?? [] }));
      return { ...answer, body: { security_groups: full, ...links } };
    },
    'GET /v2.0/security-groups/{id}': (call, caller) => {
      const { id } = expectGroup(call.parameters.id ?? '', scopeOf(caller));
      return { status: 200, body: body(id) };
    },
    'POST /v2.0/security-groups': (call, caller) => {
      const wanted = expectBody(NewGroup, call.body).security_group;
      const project_id = ownerOf(caller, wanted, 'create_security_group');
      securityGroups.ensureDefault(project_id);
      if (wanted.name === 'default')
        throw conflict('SecurityGroupDefaultAlreadyExists', 'Default security group already exists.');
      return { status: 201, body: body(securityGroups.create({ ...wanted, project_id })) };
    },
    'PUT /v2.0/security-groups/{id}': (call, caller) => {
      const { security_group: changes } = expectBody(Changes, call.body);
      const { id } = expectGroup(call.parameters.id ?? '', scopeOf(caller));
      store.change('security_group', id, changes);
      return { status: 200, body: body(id) };
    },
    'DELETE /v2.0/security-groups/{id}': (call, caller) => {
      const { id } = expectGroup(call.parameters.id ?? '', scopeOf(caller));
      if (securityGroups.isDefault(id))
        throw conflict('SecurityGroupCannotRemoveDefault', 'Insufficient rights for removing default security group.');
      if (securityGroups.isUsed(id)) throw conflict('SecurityGroupInUse', `Security Group ${id} in use.`);
      store.remove('security_group', id);
      return { status: 204 };
    },
  };
}
