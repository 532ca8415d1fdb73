import type { ServiceDescription } from '../../lab/index.ts';
import { StepError } from './error.ts';
import type { Place } from './strategy.ts';

/** What a strategy can be told to do, as data. */
export interface Deed {
  readonly action: Action;
  readonly place: Place;
  readonly release?: string;
  /** Of the schema migration. */
  readonly phase?: string;
}
export type Action = 'stop' | 'install' | 'start' | 'reload' | 'database';

/** What the lab itself has for it, with the release in its place. */
export function commandOf(
  services: Readonly<Record<string, ServiceDescription>>,
  { action, place, phase = '', release = '' }: Deed,
): string {
  const { commands } = serviceOf(services, place);
  const template = action === 'database' ? commands.database[phase] : commands[action];
  if (template !== undefined) return template.replaceAll('{release}', release);
  throw new StepError('command-missing', 'experiment', `the lab has no such command for ${place.service}`);
}

export function serviceOf(
  services: Readonly<Record<string, ServiceDescription>>,
  { service }: Place,
): ServiceDescription {
  const found = services[service];
  if (!found) throw new StepError('service-unknown', 'experiment', `the lab has no service ${service}`);
  return found;
}
