import type { Directory, Endpoint } from '../directory.ts';
import type { Scope } from './caller.ts';

/** The document that stands for a token: who, where, which roles, and what is where. */
export function tokenBody(directory: Directory, scope: Scope, options: { readonly catalog: boolean }) {
  const { token, user, project, roles } = scope;
  const inDomain = (owner: { id: string; name: string; domain: string }) => ({
    id: owner.id,
    name: owner.name,
    domain: directory.domain({ id: owner.domain }),
  });
  return {
    token: {
      methods: ['password'],
      user: { ...inDomain(user), password_expires_at: null },
      audit_ids: [token.auditId],
      issued_at: isoMicroseconds(token.issuedAt),
      expires_at: isoMicroseconds(token.expiresAt),
      ...(project && { project: inDomain(project), is_domain: false, roles }),
      ...(project && options.catalog && { catalog: catalogOf(directory.endpoints(), project.id) }),
    },
  };
}

const isoMicroseconds = (seconds: number) => new Date(seconds * 1000).toISOString().replace('000Z', '000000Z');

function catalogOf(endpoints: readonly Endpoint[], projectId: string) {
  return [...Map.groupBy(endpoints, (endpoint) => endpoint.service)].map(([id, [first, ...others]]) => ({
    id,
    type: first!.type,
    name: first!.name,
    endpoints: [first!, ...others].map((endpoint) => ({
      id: endpoint.id,
      interface: endpoint.interface,
      region: endpoint.region,
      region_id: endpoint.region,
      url: endpoint.url.replace('%(project_id)s', projectId),
    })),
  }));
}
