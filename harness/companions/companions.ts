import { Companion, type Situation } from './companion.ts';

export type CompanionsOptions = Situation;

export interface Companions extends AsyncDisposable {
  /** Probes no more, and takes away what was made. */
  stop(): Promise<void>;
}

/**
 * What users made before the upgrade and go on using meanwhile, past the services that made it: a server that runs.
 * Returns when all of them are there and probed, or have failed to be.
 */
export async function startCompanions(options: CompanionsOptions): Promise<Companions> {
  const companions = Object.entries(options.profile.companions).map(
    ([name, description]) => new Companion(name, description, options),
  );
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= Promise.all(companions.map((companion) => companion.end())).then(() => undefined);
    return stopped;
  };
  await Promise.all(companions.map((companion) => companion.begin()));
  return { stop, [Symbol.asyncDispose]: stop };
}
