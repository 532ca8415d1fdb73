import { expect, test } from '@playwright/test';
import { makeRouter } from './route.ts';

const list = () => ({ status: 200 });
const show = () => ({ status: 200 });
const route = makeRouter({
  'GET /v3/projects': list,
  'GET /v3/projects/{project}': show,
  'DELETE /v3/projects/{project}': show,
});

test('finds a route and what stands in its gaps', () => {
  expect(route('GET', '/v3/projects')).toEqual({ kind: 'found', handler: list, parameters: {} });
  expect(route('GET', '/v3/projects/p1')).toEqual({ kind: 'found', handler: show, parameters: { project: 'p1' } });
});

test('a trailing slash makes no difference, and HEAD asks what GET asks', () => {
  expect(route('GET', '/v3/projects/')).toMatchObject({ kind: 'found', handler: list });
  expect(route('HEAD', '/v3/projects')).toMatchObject({ kind: 'found', handler: list });
});

test('tells an unknown path from a method that a path does not have', () => {
  expect(route('GET', '/v4')).toEqual({ kind: 'no-path' });
  expect(route('GET', '/v3/projects/p1/users')).toEqual({ kind: 'no-path' });
  expect(route('PATCH', '/v3/projects/p1')).toEqual({ kind: 'no-method', allowed: ['GET', 'DELETE'] });
});
