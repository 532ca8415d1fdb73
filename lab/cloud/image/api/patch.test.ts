import { expect, test } from '@playwright/test';
import { Refusal } from '../../http/index.ts';
import { expectAttributes, flatAttributes } from './attributes.ts';
import { applyPatch } from './patch.ts';

test('changes are made in their order, and leave what they were given as it was', () => {
  const flat = { name: 'a', color: 'red' };
  expect(
    applyPatch(flat, [
      { op: 'replace', path: '/name', value: 'b' },
      { op: 'remove', path: '/color' },
      { op: 'add', path: '/a~1b~0c', value: 'x' },
    ]),
  ).toEqual({ name: 'b', 'a/b~c': 'x' });
  expect(flat).toEqual({ name: 'a', color: 'red' });
});

test('only what is there can be replaced or removed', () => {
  expect(() => applyPatch({}, [{ op: 'replace', path: '/name', value: 'b' }])).toThrow(Refusal);
  expect(() => applyPatch({}, [{ op: 'remove', path: '/name' }])).toThrow('Property name does not exist');
});

test('attributes survive the way to the flat form and back', () => {
  const attributes = expectAttributes({ name: 'x', min_ram: 5, tags: ['t'], hw_disk_bus: 'virtio', protected: true });
  expect(attributes.details.properties).toEqual({ hw_disk_bus: 'virtio' });
  expect(expectAttributes(flatAttributes(attributes))).toEqual(attributes);
});
