import { ansible } from './ansible/index.ts';
import { type CommandsOptions, commands } from './commands.ts';
import { grenade } from './grenade/index.ts';
import type { UpgradeStrategy } from './strategy.ts';

/** Whoever does the mechanics in this lab. */
export function strategyFor(options: CommandsOptions): UpgradeStrategy {
  const own = commands(options);
  const { strategy } = options.lab.description;
  if (strategy?.ansible) return ansible(strategy.ansible, own, options);
  return strategy?.grenade ? grenade(strategy.grenade, own, options) : own;
}
