import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Profile } from '../../traffic/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import { Composition, calledOperations, joinProfiles, joinScenarios, Scenario } from '../plan/index.ts';

const SHIPPED = fileURLToPath(new URL('../../scenarios', import.meta.url));

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly profile: Profile;
}

/** One of ours by its name, or a file of the user's own by its path. */
export function loadScenario(nameOrFile: string): LoadedScenario {
  const file = /[/.]/.test(nameOrFile) ? resolve(nameOrFile) : join(SHIPPED, nameOrFile, 'scenario.yaml');
  if (!existsSync(file))
    throw new UsageError(
      'scenario-unknown',
      `unknown scenario "${nameOrFile}"; there are: ${shippedScenarios().join(', ')}`,
      'a scenario of your own is named by its file, such as ./my-service.yaml',
    );
  const scenario = readScenario(file);
  const [first, ...others] = scenario.traffic.map((name) => readDocument(resolve(dirname(file), name), Profile));
  const profile = joinProfiles([first!, ...others]);
  for (const name of calledOperations(scenario))
    if (!profile.operations[name])
      throw new UsageError(
        'operation-unknown',
        `${file}: ${scenario.traffic.join(', ')} has no operation "${name}"; there are: ${Object.keys(profile.operations).join(', ')}`,
      );
  return { scenario: { ...scenario, checks: findOwnChecks(scenario.checks, file) }, profile };
}

/** Named from the scenario's file, and wanted from anywhere. */
function findOwnChecks(checks: Scenario['checks'], file: string): Scenario['checks'] {
  if (typeof checks === 'boolean') return checks;
  const files = checks.files.map((name) => resolve(dirname(file), name));
  const missing = files.find((one) => !existsSync(one));
  if (missing !== undefined) throw new UsageError('check-missing', `${file}: checks: expected a file at ${missing}`);
  return { ...checks, files };
}

const Head = z.looseObject({ include: z.unknown().optional() });

/** Traffic files are named from `file`, also those of scenarios that it includes. */
function readScenario(file: string, includedBy: readonly string[] = []): Scenario {
  if (includedBy.includes(file))
    throw new UsageError('include-ring', `${file} includes itself: ${[...includedBy, file].join(' → ')}`);
  if (readDocument(file, Head).include === undefined) return readDocument(file, Scenario);
  const composition = readDocument(file, Composition);
  const parts = composition.include.map((name) => {
    const part = resolve(dirname(file), name);
    const scenario = readScenario(part, [...includedBy, file]);
    const traffic = scenario.traffic.map((its) => relative(dirname(file), resolve(dirname(part), its)));
    return { ...scenario, traffic };
  });
  return joinScenarios(composition, parts);
}

/** The names of ours. */
export function shippedScenarios(): string[] {
  return readdirSync(SHIPPED).filter((name) => existsSync(join(SHIPPED, name, 'scenario.yaml')));
}
