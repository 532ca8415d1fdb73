/** What may be done to a server in which state, and what becomes of it. Pure: no database, no clock. */

export const VM_STATES = [
  'building',
  'active',
  'paused',
  'suspended',
  'stopped',
  'rescued',
  'shelved_offloaded',
  'error',
] as const;
export type VmState = (typeof VM_STATES)[number];

/** Work that nova-compute does on an instance that it has. */
export interface Work {
  readonly from: readonly VmState[];
  /** The state while it is done. */
  readonly task: string;
  readonly to: VmState;
  /** As instance actions name it. */
  readonly action: string;
  /** The method of the message to nova-compute. */
  readonly method: string;
  /** How long a fake hypervisor takes. */
  readonly milliseconds: number;
  /** What it means for the process that stands for the guest. */
  readonly guest: 'start' | 'end' | 'restart' | 'freeze' | 'thaw' | 'discard';
}

const work = (
  name: string,
  states: readonly [from: readonly VmState[], task: string, to: VmState],
  guest: Work['guest'],
  milliseconds: number,
): Work => {
  const [from, task, to] = states;
  return { from, task, to, guest, milliseconds, action: name, method: `${name}_instance` };
};

/** Key in the body of `POST /servers/{id}/action` → what it does. */
export const WORKS = {
  pause: work('pause', [['active'], 'pausing', 'paused'], 'freeze', 20),
  unpause: work('unpause', [['paused'], 'unpausing', 'active'], 'thaw', 20),
  suspend: work('suspend', [['active'], 'suspending', 'suspended'], 'end', 60),
  resume: work('resume', [['suspended'], 'resuming', 'active'], 'start', 60),
  // shelved_offload_time = 0, nova's default: it leaves its host at once.
  shelve: work(
    'shelve',
    [['active', 'stopped', 'paused', 'suspended'], 'shelving', 'shelved_offloaded'],
    'discard',
    100,
  ),
  unshelve: work('unshelve', [['shelved_offloaded'], 'unshelving', 'active'], 'start', 120),
  rescue: work('rescue', [['active', 'stopped', 'error'], 'rescuing', 'rescued'], 'restart', 80),
  unrescue: work('unrescue', [['rescued'], 'unrescuing', 'active'], 'restart', 80),
  'os-stop': work('stop', [['active', 'error'], 'powering-off', 'stopped'], 'end', 50),
  'os-start': work('start', [['stopped'], 'powering-on', 'active'], 'start', 80),
  reboot: work('reboot', [['active', 'stopped', 'error'], 'rebooting', 'active'], 'restart', 80),
} as const satisfies Readonly<Record<string, Work>>;
export type WorkName = keyof typeof WORKS;

export const SPAWN_MS = 150;
export const DESTROY_MS = 30;

export const isWork = (name: string): name is WorkName => Object.hasOwn(WORKS, name);

/** The work that a message of this method asks for. */
export const workOf = (method: string): Work | undefined =>
  Object.values(WORKS).find((candidate) => candidate.method === method);

/** Why the work may not begin now, as the API words it. */
export function conflict(
  { from }: Work,
  { vmState, taskState }: { readonly vmState: VmState; readonly taskState: string | null },
): string | undefined {
  if (!from.includes(vmState)) return `vm_state ${vmState}`;
  return taskState === null ? undefined : `task_state ${taskState}`;
}

const STATUS: Readonly<Record<VmState, string>> = {
  building: 'BUILD',
  active: 'ACTIVE',
  paused: 'PAUSED',
  suspended: 'SUSPENDED',
  stopped: 'SHUTOFF',
  rescued: 'RESCUE',
  shelved_offloaded: 'SHELVED_OFFLOADED',
  error: 'ERROR',
};

/** What users see instead of the two states. */
export function statusOf(vmState: VmState, taskState: string | null): string {
  return vmState === 'active' && taskState === 'rebooting' ? 'REBOOT' : STATUS[vmState];
}

export function powerStateOf(vmState: VmState): number {
  const [NOSTATE, RUNNING, PAUSED, SHUTDOWN] = [0, 1, 3, 4];
  if (vmState === 'active' || vmState === 'rescued') return RUNNING;
  if (vmState === 'paused') return PAUSED;
  return vmState === 'building' || vmState === 'error' ? NOSTATE : SHUTDOWN;
}
