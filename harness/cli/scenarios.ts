import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Profile } from '../../traffic/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import { Scenario } from '../plan/index.ts';

const SHIPPED = fileURLToPath(new URL('../../scenarios', import.meta.url));

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly files: { readonly scenario: string; readonly traffic: string };
}

/** One of ours by its name, or a file of the user's own by its path. */
export function loadScenario(nameOrFile: string): LoadedScenario {
  const file = /[/.]/.test(nameOrFile) ? resolve(nameOrFile) : join(SHIPPED, nameOrFile, 'scenario.yaml');
  if (!existsSync(file))
    throw new UsageError(
      'scenario-unknown',
      `unknown scenario "${nameOrFile}"; there are: ${shipped().join(', ')}`,
      'a scenario of your own is named by its file, such as ./my-service.yaml',
    );
  const scenario = readDocument(file, Scenario);
  const trafficFile = resolve(dirname(file), scenario.traffic);
  const profile = readDocument(trafficFile, Profile);
  for (const name of scenario.gate)
    if (!profile.operations[name])
      throw new UsageError(
        'operation-unknown',
        `${file}: gate: ${trafficFile} has no operation "${name}"; there are: ${Object.keys(profile.operations).join(', ')}`,
      );
  return { scenario, profile, files: { scenario: file, traffic: trafficFile } };
}

function shipped(): string[] {
  return readdirSync(SHIPPED).filter((name) => existsSync(join(SHIPPED, name, 'scenario.yaml')));
}
