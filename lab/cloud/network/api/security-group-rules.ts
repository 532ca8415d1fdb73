import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { parseCidr } from '../addresses.ts';
import { conflict, missing } from '../refusal.ts';
import type { Store } from '../store/index.ts';
import { Name, Owner } from './body.ts';
import { type AdmittedRoutes, ownerOf, scopeOf } from './caller.ts';
import { readRoutes } from './collection.ts';
import { expectBody } from './respond.ts';

const PortNumber = z.number().int().min(0).max(65_535).nullable().default(null);
const NewRule = z.object({
  security_group_rule: z.strictObject({
    ...Owner,
    description: Name.default(''),
    security_group_id: z.string(),
    direction: z.enum(['ingress', 'egress']),
    ethertype: z.enum(['IPv4', 'IPv6']).default('IPv4'),
    protocol: z.string().nullable().default(null),
    port_range_min: PortNumber,
    port_range_max: PortNumber,
    remote_ip_prefix: z
      .string()
      .refine((text) => text.includes(':') || parseCidr(text) !== undefined, "expected a network, as '10.0.0.0/24'")
      .nullable()
      .default(null),
    remote_group_id: z.string().nullable().default(null),
  }),
});

/** What makes two rules the same. */
const SAME = [
  'security_group_id',
  'direction',
  'ethertype',
  'protocol',
  'port_range_min',
  'port_range_max',
  'remote_ip_prefix',
  'remote_group_id',
] as const;

export function securityGroupRuleRoutes(database: Database, store: Store): AdmittedRoutes {
  return {
    ...readRoutes(store, 'security_group_rule', 'security-group-rules'),
    'POST /v2.0/security-group-rules': (call, caller) => {
      const wanted = expectBody(NewRule, call.body).security_group_rule;
      const scope = scopeOf(caller);
      for (const group of [wanted.security_group_id, wanted.remote_group_id])
        if (group !== null && !store.find('security_group', group, scope)) throw missing('security_group', group);
      const project_id = ownerOf(caller, wanted, 'create_security_group_rule');
      const id = database.transaction(() => {
        const same = store
          .list('security_group_rule', { where: { security_group_id: [wanted.security_group_id] } })
          .find((rule) => SAME.every((name) => rule[name] === wanted[name]));
        if (same)
          throw conflict('SecurityGroupRuleExists', `Security group rule already exists. Rule id is ${same.id}.`);
        return store.add('security_group_rule', { ...wanted, project_id });
      });
      return { status: 201, body: { security_group_rule: store.find('security_group_rule', id) } };
    },
    'DELETE /v2.0/security-group-rules/{id}': (call, caller) => {
      const { id = '' } = call.parameters;
      if (!store.find('security_group_rule', id, scopeOf(caller))) throw missing('security_group_rule', id);
      store.remove('security_group_rule', id);
      return { status: 204 };
    },
  };
}
