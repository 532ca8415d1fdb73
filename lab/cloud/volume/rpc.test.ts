import { expect, test } from '@playwright/test';
import type { MessageBus } from '../messages/index.ts';
import { findRelease } from './release.ts';
import { backendOf, makeSender, readPayload, writePayload } from './rpc.ts';

const unused = {} as MessageBus;

function senderOf(release: string, levels: Record<string, number>) {
  return makeSender({ bus: unused, release: findRelease(release), lowestLevel: (binary) => levels[binary] });
}

test('the new form is for readers that know it, and both forms mean the same', () => {
  const message = { volumeId: 'v', attachmentId: 'a' };
  expect(writePayload('volume', '3.19', message)).toEqual({ volume_id: 'v', attachment_id: 'a' });
  expect(writePayload('volume', '3.20', message)).toEqual({ volume: { id: 'v' }, attachment_id: 'a' });
  expect(writePayload('scheduler', '3.12', message)).toHaveProperty('volume_id');
  expect(writePayload('scheduler', '3.13', message)).toHaveProperty('volume');
  for (const version of ['3.19', '3.20'])
    expect(readPayload(writePayload('volume', version, message))).toEqual(message);
});

test('new code speaks as the oldest receiver does, and looks again only when it is told to', () => {
  const levels: Record<string, number> = { 'cinder-scheduler': 26, 'cinder-volume': 26 };
  const sender = senderOf('2026.1', levels);
  expect(sender.versions).toEqual({ scheduler: '3.12', volume: '3.19' });
  Object.assign(levels, { 'cinder-scheduler': 28, 'cinder-volume': 28 });
  expect(sender.versions).toEqual({ scheduler: '3.12', volume: '3.19' });
  sender.lookAgain();
  expect(sender.versions).toEqual({ scheduler: '3.13', volume: '3.20' });
});

test('old code speaks as it can, whoever listens', () => {
  expect(senderOf('2025.1', { 'cinder-scheduler': 28, 'cinder-volume': 28 }).versions).toEqual({
    scheduler: '3.12',
    volume: '3.19',
  });
});

test('as long as nobody has reported, all are taken to be of the own release', () => {
  expect(senderOf('2026.1', {}).versions).toEqual({ scheduler: '3.13', volume: '3.20' });
});

test('the pool is no part of the address', () => {
  expect(backendOf('lab@lvm#lvm')).toBe('lab@lvm');
  expect(backendOf('lab@lvm')).toBe('lab@lvm');
});
