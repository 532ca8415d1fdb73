import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '../messages/index.ts';
import { log, runProgram, runWorker } from '../program.ts';
import { openSite, type Site, watchVersions } from './site.ts';

/** What a process without an API does with the messages of its topic. */
export interface Duty {
  readonly topic: string;
  /** Messages at once. */
  readonly lanes: number;
  handle(message: Message): Promise<unknown>;
}

/** Consumes and reports until TERM. */
export function runDuty(binary: string, begin: (site: Site) => Duty): void {
  runProgram((releaseName, root) => {
    const site = openSite(binary, releaseName, root);
    const { release, configuration, bus, rollcall } = site;
    const { host, gracefulSeconds } = configuration;
    log(`INFO ${binary} ${release.name} on ${host}`);
    watchVersions(site);
    const { topic, lanes, handle } = begin(site);
    const serving = bus.serve(topic, (message) => handle(message).catch((error) => complain(message, error)), {
      lanes,
    });
    rollcall.report({ binary, host, level: release.level, release: release.name });
    runWorker(async () => {
      const ended = await Promise.race([serving.stop().then(() => true), delay(gracefulSeconds * 1_000, false)]);
      // Whoever serves the topic next does them again.
      if (!ended) log('WARNING messages in hand did not end in time');
    });
  });
}

function complain({ method, payload }: Message, error: unknown): never {
  log(`ERROR ${method} ${JSON.stringify(payload)}: ${textOf(error)}`);
  throw error;
}

export const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
