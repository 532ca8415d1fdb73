import { understands } from '../../messages/index.ts';
import { type Release, rpcOfLevel } from '../release.ts';

/** The version in which messages to nova-compute are sent. */
export interface Pin {
  version(): string;
  /** Looks again at the next message, as a SIGHUP makes nova do. */
  forget(): void;
}

/** `setting` is what stands in the configuration under `upgrade_levels`. */
export function makePin(options: {
  readonly release: Release;
  readonly setting: string | undefined;
  readonly lowestLevel: () => number | undefined;
}): Pin {
  const { release, setting, lowestLevel } = options;
  let cached: string | undefined;

  function look(): string | undefined {
    const level = lowestLevel();
    if (level === undefined) return undefined;
    const version = rpcOfLevel(level);
    return understands(release.rpc, version) ? version : release.rpc;
  }

  return {
    version() {
      if (setting !== 'auto') return setting ?? release.rpc;
      // As long as there is no nova-compute nothing is known, and nothing is remembered.
      cached ??= look();
      return cached ?? release.rpc;
    },
    forget() {
      cached = undefined;
    },
  };
}
