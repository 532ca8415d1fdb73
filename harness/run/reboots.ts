import type { Cause, Happening } from '../journal/index.ts';
import type { UpgradeStrategy } from '../strategy/index.ts';

/** Knows since when each node runs, to tell a node that booted in the middle of things from an upgrade that failed. */
export class Reboots {
  readonly #boots = new Map<string, string>();
  readonly #strategy: UpgradeStrategy;

  constructor(strategy: UpgradeStrategy) {
    this.#strategy = strategy;
  }

  async remember(nodes: readonly string[], record: (happening: Happening) => void): Promise<void> {
    await Promise.all(
      nodes.map(async (node) => {
        const boot = await this.#strategy.boot(node);
        this.#boots.set(node, boot);
        record({ event: 'booted', node, boot });
      }),
    );
  }

  /** Whatever failed after a node went away is no verdict on the upgrade: nobody knows which of the two it was. */
  async explain(cause: Cause): Promise<Cause> {
    if (cause.blame !== 'upgrade') return cause;
    for (const [node, boot] of this.#boots) {
      const now = await this.#strategy.boot(node).catch(() => undefined);
      if (now === boot) continue;
      const what = now === undefined ? 'can no longer be reached' : 'has booted since the run began';
      const message = `${node} ${what}; what failed then: ${cause.message}`;
      return { code: 'node-rebooted', message, blame: 'experiment', evidence: { node, failed: cause.code } };
    }
    return cause;
  }
}
