import { z } from 'zod';
import { Profile } from '../../traffic/index.ts';
import { readDocument } from '../documents/index.ts';
import { Scenario } from '../plan/index.ts';
import type { RunFolder } from '../run/index.ts';

const Stored = z.object({ scenario: Scenario, profile: Profile });

/** Scenario and traffic as a run used them, with what its command line changed. JSON is YAML. */
export function readStoredScenario(folder: RunFolder): z.infer<typeof Stored> {
  return readDocument(folder.file('scenario.json'), Stored);
}
