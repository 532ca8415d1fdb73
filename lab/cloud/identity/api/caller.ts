import type { Call } from '../../http/index.ts';
import type { Directory, Project, User } from '../directory.ts';
import type { Token, Tokens } from '../tokens.ts';
import { forbidden, unauthorized } from './respond.ts';

/** What a token stands for, as the database says now. */
export interface Scope {
  readonly token: Token;
  readonly user: User;
  readonly project: Project | undefined;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

export interface Callers {
  /** Undefined when the token is not valid (any more), or its user or project is gone. */
  scope(tokenId: string): Scope | undefined;
  /** Who calls, or 401. */
  authenticate(call: Call): Scope;
  /** Who calls, or 401, or 403 without the role admin. */
  administrator(call: Call, action: string): Scope;
}

export function makeCallers(directory: Directory, tokens: Tokens): Callers {
  const callers: Callers = {
    scope(tokenId) {
      const token = tokens.find(tokenId);
      const user = token && directory.user({ id: token.userId });
      if (!token || !user?.enabled) return undefined;
      if (token.projectId === null) return { token, user, project: undefined, roles: [] };
      const project = directory.project({ id: token.projectId });
      return project && { token, user, project, roles: directory.roles(user.id, project.id) };
    },
    authenticate(call) {
      const tokenId = call.headers['x-auth-token'];
      const scope = typeof tokenId === 'string' ? callers.scope(tokenId) : undefined;
      if (!scope) throw unauthorized(call.origin);
      return scope;
    },
    administrator(call, action) {
      const scope = callers.authenticate(call);
      if (!scope.roles.some((role) => role.name === 'admin')) throw forbidden(action);
      return scope;
    },
  };
  return callers;
}
