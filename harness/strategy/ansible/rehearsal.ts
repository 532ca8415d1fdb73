import type { AnsibleDescription } from '../../../lab/index.ts';
import type { Deed } from '../deed.ts';
import { Player, type PlayerOptions } from './player.ts';

/** What modules say that they would change, without changing it. */
export interface Rehearsal extends AsyncDisposable {
  play(deed: Deed): Promise<void>;
}

export function rehearseAnsible(settings: AnsibleDescription, options: PlayerOptions): Rehearsal {
  const player = new Player(settings, options);
  return {
    play: (deed) => player.play(deed, ['--check', '--diff']),
    [Symbol.asyncDispose]: () => player.forget(),
  };
}
