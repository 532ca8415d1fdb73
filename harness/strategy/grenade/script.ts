import type { GrenadeDescription } from '../../../lab/index.ts';
import { quote } from '../once.ts';
import type { ResourcePhase } from '../strategy.ts';

/** What grenade.sh does one after the other, in pieces that can be told to one node. */
export type Phase =
  | { readonly phase: 'projects' }
  | { readonly phase: 'clear' }
  | { readonly phase: 'shutdown' | 'upgrade'; readonly project: string }
  | { readonly phase: ResourcePhase; readonly project: string; readonly side?: string | undefined };

/** What the script says where Grenade has nothing to run. */
const NOTHING = { unknown: 'no such project', none: 'no such script' } as const;
export type Nothing = keyof typeof NOTHING;

/**
 * The surroundings that grenade.sh makes for the scripts of projects, and then one of them. Its file descriptors are there:
 * summaries go to 6, and stand in the output as well.
 */
export function phaseScript({ directory, settings }: GrenadeDescription, phase: Phase): string {
  const exports = Object.entries({ ...settings, GRENADE_DIR: directory });
  return `${exports.map(([name, value]) => `export ${name}=${quote(value)}`).join('\n')}
cd "$GRENADE_DIR" || exit
for file in grenaderc inc/bootstrap functions; do
  [[ -e $file ]] || { echo "$GRENADE_DIR has no $file"; exit 1; }
done
exec 3>&1 6>/dev/null
source ./grenaderc
source ./inc/bootstrap
source ./functions
set -o errexit
export TOP_DIR=$TARGET_DEVSTACK_DIR
if [[ -e $BASE_DEVSTACK_DIR/stackrc ]]; then
  ENABLED_SERVICES=$(set +o xtrace && source "$BASE_DEVSTACK_DIR/stackrc" >/dev/null && echo "$ENABLED_SERVICES")
fi
load_settings
nothing() { trap - EXIT; echo "[unbroken grenade $1]"; exit 0; }
${actOf(phase)}`;
}

function actOf(phase: Phase): string {
  if (phase.phase === 'projects') return 'echo "[unbroken grenade projects]" $UPGRADE_PROJECTS';
  if (phase.phase === 'clear') return 'init_grenade_db';
  const known = `dir=\${PLUGIN_DIR[${phase.project}]:-}\n[[ -n $dir ]] || nothing unknown`;
  switch (phase.phase) {
    // The base release's functions stop what the base release has started.
    case 'shutdown':
      return `${known}\n[[ -e $dir/shutdown.sh ]] || nothing none\nTOP_DIR=$BASE_DEVSTACK_DIR "$dir/shutdown.sh"`;
    case 'upgrade':
      return `${known}\nupgrade_service ${phase.project}`;
    default: {
      const words = [phase.phase, ...(phase.side === undefined ? [] : [phase.side])].join(' ');
      return `${known}\n[[ -e $dir/resources.sh ]] || nothing none\nTOP_DIR=$BASE_DEVSTACK_DIR LOGDIR=\${LOGDIR:-} "$dir/resources.sh" ${words}`;
    }
  }
}

/** As it may be shown. */
export function titleOf(phase: Phase): string {
  if (!('project' in phase)) return phase.phase === 'clear' ? 'Grenade: init_grenade_db' : 'Grenade: UPGRADE_PROJECTS';
  const script = phase.phase === 'shutdown' || phase.phase === 'upgrade' ? `${phase.phase}.sh` : 'resources.sh';
  const words =
    script === 'resources.sh' ? ` ${phase.phase}${'side' in phase && phase.side ? ` ${phase.side}` : ''}` : '';
  return `Grenade: ${script}${words} of ${phase.project}`;
}

/** Undefined: something was run. */
export function nothingIn(output: string): Nothing | undefined {
  return /^\[unbroken grenade (unknown|none)\]$/m.exec(output)?.[1] as Nothing | undefined;
}

/** Undefined: Grenade did not come so far as to know its projects. */
export function projectsIn(output: string): string[] | undefined {
  const [, names] = /^\[unbroken grenade projects\] ?(.*)$/m.exec(output) ?? [];
  return names?.split(/\s+/).filter((name) => name !== '');
}
