import type { LabShape } from '../../lab/index.ts';
import { toldByAnsible } from './ansible/index.ts';
import { commandOf, type Deed } from './deed.ts';

/** What somebody will be told, word for word. */
export interface Told {
  /** The node, the load balancer, or `here`. */
  readonly to: string;
  readonly words: string;
}

/** Who would be told what, if this were done. Nobody is asked. */
export function tellDeed({ services, strategy }: Pick<LabShape, 'services' | 'strategy'>, deed: Deed): Told {
  const words = strategy?.ansible && toldByAnsible(strategy.ansible, services, deed);
  return words === undefined ? { to: deed.place.node, words: commandOf(services, deed) } : { to: 'here', words };
}
