import { expect, test } from '@playwright/test';
import { LabDescription, localLabShape } from '../../lab/index.ts';
import { isFor, readSetting, settingToEnvironment } from './setting.ts';

test('a file is for both occasions, if its name does not say one', () => {
  const asked = ['a.check.ts', 'a.before.ts', 'a.after.ts', 'mine.ts', 'mine.after.mts', 'before.ts'].map((file) => [
    isFor(file, 'before'),
    isFor(file, 'after'),
  ]);
  expect(asked).toEqual([
    [true, true],
    [true, false],
    [false, true],
    [true, true],
    [false, true],
    [true, true],
  ]);
});

const LAB = LabDescription.parse({ ...localLabShape(), nodes: {}, format: 1, id: 'l1', kind: 'local' });

test('what is told by the environment arrives, and checks without it say how they are run', () => {
  const setting = {
    when: 'after' as const,
    lab: LAB,
    keepsakeFile: '/kept.json',
    files: ['/a b/[c].ts'],
    outputFolder: '/out',
    limitSeconds: 7,
  };
  expect(() => readSetting({})).toThrow('unbroken check');
  expect(readSetting(settingToEnvironment(setting))).toEqual(setting);
});
