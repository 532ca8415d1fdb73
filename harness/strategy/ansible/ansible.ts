import type { AnsibleDescription } from '../../../lab/index.ts';
import type { CommandsOptions } from '../commands.ts';
import type { Deed } from '../deed.ts';
import type { UpgradeStrategy } from '../strategy.ts';
import { playbookFor } from './command-line.ts';
import { Player } from './player.ts';

/**
 * Playbooks change nodes, run on this machine with `--limit`. What is asked of nodes goes on over SSH, and so does what no
 * playbook is named for: whoever proves an upgrade should not ask the tool that did it.
 */
export function ansible(settings: AnsibleDescription, own: UpgradeStrategy, options: CommandsOptions): UpgradeStrategy {
  const player = new Player(settings, options);
  const { services } = options.lab.description;
  const by = (deed: Deed, otherwise: () => Promise<void>) =>
    playbookFor(settings, services, deed) === undefined ? otherwise() : player.play(deed);
  return {
    ...own,
    name: 'ansible',
    begin(step, attempt) {
      own.begin(step, attempt);
      player.begin(step, attempt);
    },
    stop: (place) => by({ action: 'stop', place }, () => own.stop(place)),
    install: (place, release) => by({ action: 'install', place, release }, () => own.install(place, release)),
    start: (place) => by({ action: 'start', place }, () => own.start(place)),
    reload: (place) => by({ action: 'reload', place }, () => own.reload(place)),
    database: (place, phase, release) =>
      by({ action: 'database', place, phase, release }, () => own.database(place, phase, release)),
    async quiesce() {
      await Promise.all([own.quiesce(), player.quiesce()]);
    },
    async forget() {
      await Promise.all([own.forget(), player.forget()]);
    },
  };
}
