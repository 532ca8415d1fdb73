import { z } from 'zod';
import { violatesUnique } from '../../database/index.ts';
import { type Call, expectBody, type Routes } from '../../http/index.ts';
import { type Directory, newId, type User } from '../directory.ts';
import { hashPassword } from '../password.ts';
import type { Callers } from './caller.ts';
import { linksOf, pageOf } from './page.ts';
import { duplicate, missing } from './respond.ts';

const NewUser = z.object({
  user: z.object({
    name: z.string().min(1).max(255),
    domain_id: z.string().default('default'),
    password: z.string().optional(),
    enabled: z.boolean().default(true),
  }),
});

export function userRoutes(directory: Directory, callers: Callers): Routes {
  const body = (call: Call, user: User) => ({
    id: user.id,
    name: user.name,
    domain_id: user.domain,
    enabled: user.enabled,
    password_expires_at: null,
    options: {},
    links: { self: `${call.origin}/v3/users/${user.id}` },
  });

  return {
    'GET /v3/users': (call) => {
      callers.administrator(call, 'identity:list_users');
      const page = pageOf(call);
      const users = directory.users(page);
      return { status: 200, body: { users: users.map((user) => body(call, user)), links: linksOf(call, page, users) } };
    },
    'POST /v3/users': async (call) => {
      callers.administrator(call, 'identity:create_user');
      const { name, domain_id: domain, password, enabled } = expectBody(NewUser, call.body).user;
      if (!directory.domain({ id: domain })) throw missing('domain', domain);
      const hash = password === undefined ? null : await hashPassword(password);
      const user = { id: newId(), domain, name, hash, enabled };
      try {
        directory.addUser(user);
      } catch (error) {
        throw violatesUnique(error) ? duplicate('user', name, domain) : error;
      }
      return { status: 201, body: { user: body(call, user) } };
    },
  };
}
