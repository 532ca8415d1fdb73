import type { LabDescription } from '../../lab/index.ts';

/** Service → where users call it. */
export function targetsOf({ services }: LabDescription): Record<string, string> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { frontend }]) => (frontend ? [[name, frontend.url]] : [])),
  );
}

/** What users of the lab's services need to know, under the names that operations use. */
export function credentialsOf({ services }: LabDescription): Record<string, string> {
  return Object.assign({}, ...Object.values(services).map(({ credentials }) => credentials));
}
