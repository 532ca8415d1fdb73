import { expect, test } from '@playwright/test';
import { recipeFor } from './recipe.ts';

const SOURCES = ['deb http://mirror/debian/ bookworm main'];

test('the same recipe has the same tag, another one has another', () => {
  const { tag } = recipeFor('bookworm', SOURCES, {});
  expect(tag).toMatch(/^[0-9a-f]{12}$/);
  expect(recipeFor('bookworm', [...SOURCES], {}).tag).toBe(tag);
  expect(recipeFor('bookworm', ['deb http://other/debian/ bookworm main'], {}).tag).not.toBe(tag);
  expect(recipeFor('bookworm', SOURCES, { 'Acquire::http::Proxy': 'http://proxy:3128' }).tag).not.toBe(tag);
});
