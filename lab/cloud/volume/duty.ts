import type { Lease } from './lease.ts';

/** What only the holder of the lease does. */
export interface Duty {
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 100;

/** On duty as long as the lease is held, on standby otherwise. `stop` lets the work in hand end before it gives the lease back. */
export function standBy(options: {
  readonly lease: Lease;
  readonly begin: () => Duty;
  readonly log: (line: string) => void;
}): Duty {
  const { lease, begin, log } = options;
  let duty: Duty | undefined;

  function look(): void {
    try {
      const holding = lease.take();
      if (holding) duty ??= begin();
      else if (duty) {
        log('WARNING somebody else has taken over');
        const lost = duty;
        duty = undefined;
        void lost.stop();
      }
    } catch (error) {
      // The next look decides: as long as the database does not answer, nobody can take over.
      log(`ERROR ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await duty?.stop();
      duty = undefined;
      lease.release();
    },
  };
}
