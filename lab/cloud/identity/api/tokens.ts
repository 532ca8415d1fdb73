import { z } from 'zod';
import { type Call, expectBody, Refusal, type Routes } from '../../http/index.ts';
import type { Directory, Reference } from '../directory.ts';
import { passwordMatches } from '../password.ts';
import type { Tokens } from '../tokens.ts';
import type { Callers, Scope } from './caller.ts';
import { unauthorized } from './respond.ts';
import { tokenBody } from './token-body.ts';

const Domain = z.union([z.object({ id: z.string() }), z.object({ name: z.string() })]);
const Owner = z.union([z.object({ id: z.string() }), z.object({ name: z.string(), domain: Domain })]);
const PasswordLogin = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()).min(1),
      password: z.object({ user: z.intersection(Owner, z.object({ password: z.string() })) }).optional(),
    }),
    scope: z.union([z.literal('unscoped'), z.object({ project: Owner })]).optional(),
  }),
});

export function tokenRoutes(directory: Directory, tokens: Tokens, callers: Callers): Routes {
  const resolve = (owner: z.infer<typeof Owner>): Reference | undefined => {
    if ('id' in owner) return { id: owner.id };
    const domain = directory.domain(owner.domain);
    return domain && { name: owner.name, domain: domain.id };
  };

  // One answer for an unknown user, a wrong password and a project without a role: nobody learns which.
  async function issue(call: Call): Promise<Scope> {
    const { identity, scope } = expectBody(PasswordLogin, call.body).auth;
    if (!identity.methods.every((method) => method === 'password') || !identity.password)
      throw new Refusal(401, 'Attempted to authenticate with an unsupported method.');
    const login = identity.password.user;
    const reference = resolve(login);
    const user = reference && directory.user(reference);
    if (!user?.enabled || !user.hash || !(await passwordMatches(login.password, user.hash)))
      throw unauthorized(call.origin);
    if (scope === undefined || scope === 'unscoped')
      return { token: tokens.issue({ userId: user.id, projectId: null }), user, project: undefined, roles: [] };
    const target = resolve(scope.project);
    const project = target && directory.project(target);
    const roles = project ? directory.roles(user.id, project.id) : [];
    if (!project || roles.length === 0) throw unauthorized(call.origin);
    return { token: tokens.issue({ userId: user.id, projectId: project.id }), user, project, roles };
  }

  const subject = (call: Call): Scope => {
    callers.authenticate(call);
    const id = call.headers['x-subject-token'];
    const scope = typeof id === 'string' ? callers.scope(id) : undefined;
    if (!scope) throw new Refusal(404, 'Failed to validate token');
    return scope;
  };
  const answer = (call: Call, status: number, scope: Scope) => ({
    status,
    headers: { 'x-subject-token': scope.token.id, vary: 'X-Auth-Token' },
    body: tokenBody(directory, scope, { catalog: !call.query.has('nocatalog') }),
  });

  return {
    'POST /v3/auth/tokens': async (call) => answer(call, 201, await issue(call)),
    'GET /v3/auth/tokens': (call) => answer(call, 200, subject(call)),
    'DELETE /v3/auth/tokens': (call) => {
      tokens.revoke(subject(call).token.id);
      return { status: 204 };
    },
  };
}
