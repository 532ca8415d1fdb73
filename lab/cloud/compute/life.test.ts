import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { conflict, statusOf, VM_STATES, type VmState, WORKS, type WorkName, workOf } from './life.ts';

const names = Object.keys(WORKS) as WorkName[];

test('work begins only in its states, and only when no other is in progress', () => {
  expect(conflict(WORKS.pause, { vmState: 'active', taskState: null })).toBeUndefined();
  expect(conflict(WORKS.pause, { vmState: 'paused', taskState: null })).toBe('vm_state paused');
  expect(conflict(WORKS.pause, { vmState: 'active', taskState: 'suspending' })).toBe('task_state suspending');
  expect(conflict(WORKS.pause, { vmState: 'building', taskState: 'spawning' })).toBe('vm_state building');
});

for (const [there, back] of [
  ['pause', 'unpause'],
  ['suspend', 'resume'],
  ['shelve', 'unshelve'],
  ['rescue', 'unrescue'],
  ['os-stop', 'os-start'],
] as const)
  test(`${back} undoes ${there}`, () => {
    const middle = WORKS[there].to;
    expect(conflict(WORKS[there], { vmState: 'active', taskState: null })).toBeUndefined();
    expect(conflict(WORKS[back], { vmState: middle, taskState: null })).toBeUndefined();
    expect(WORKS[back].to).toBe('active');
    expect(conflict(WORKS[back], { vmState: 'active', taskState: null })).toBe('vm_state active');
  });

test('whatever is done to a server, there is always a way back to active', () => {
  const allowed = (vmState: VmState) => names.filter((name) => !conflict(WORKS[name], { vmState, taskState: null }));
  const canReturn = (vmState: VmState, seen: readonly VmState[] = []): boolean =>
    vmState === 'active' ||
    (!seen.includes(vmState) && allowed(vmState).some((name) => canReturn(WORKS[name].to, [...seen, vmState])));
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 12 }), (choices) => {
      let state: VmState = 'active';
      for (const choice of choices) {
        const possible = allowed(state);
        state = WORKS[possible[choice % possible.length]!].to;
        expect(canReturn(state)).toBe(true);
      }
    }),
  );
});

test('a message names its work, and every state has a status of its own', () => {
  for (const name of names) expect(workOf(WORKS[name].method)).toBe(WORKS[name]);
  expect(workOf('terminate_instance')).toBeUndefined();
  expect(new Set(VM_STATES.map((state) => statusOf(state, null))).size).toBe(VM_STATES.length);
  expect(statusOf('active', 'rebooting')).toBe('REBOOT');
});
