import { expect, test } from '@playwright/test';
import { behind, ownerOf, scopeOf } from './caller.ts';

const member = { userId: 'u', userName: 'alice', projectId: 'hers', roles: ['member'] };
const admin = { ...member, userName: 'admin', roles: ['admin', 'member'] };

test('an administrator sees everything and makes things for others; nobody else does', () => {
  expect([scopeOf(admin), scopeOf(member)]).toEqual([undefined, 'hers']);
  expect(ownerOf(admin, { project_id: 'his' }, 'create_network')).toBe('his');
  expect(ownerOf(admin, { tenant_id: 'his' }, 'create_network')).toBe('his');
  expect(ownerOf(member, {}, 'create_network')).toBe('hers');
  expect(ownerOf(member, { project_id: 'hers' }, 'create_network')).toBe('hers');
  expect(() => ownerOf(member, { project_id: 'his' }, 'create_network')).toThrow(
    expect.objectContaining({ status: 403, type: 'PolicyNotAuthorized' }),
  );
});

test('a handler is reached only by who was let in', async () => {
  const call = { headers: {}, origin: '', path: '/', query: new URLSearchParams(), parameters: {}, body: undefined };
  const handle = (admit: () => Promise<typeof member>) =>
    behind({ admit })({ 'GET /': (_, caller) => ({ status: 200, body: caller.userName }) })['GET /']!;
  expect(await handle(async () => member)(call)).toEqual({ status: 200, body: 'alice' });
  await expect(handle(() => Promise.reject(new Error('401')))(call)).rejects.toThrow('401');
});
