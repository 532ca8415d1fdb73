import type { LabDescription } from '../../lab/index.ts';
import type { TargetSpec } from '../../traffic/index.ts';

/** Service → where users call it, and for https whom they trust there. */
export function targetsOf({ services }: LabDescription): Record<string, TargetSpec> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { frontend }]) => {
      if (!frontend) return [];
      const { url, authorities, serverName } = frontend;
      return [[name, { url, authorities, serverName }]];
    }),
  );
}

/** What users of the lab's services need to know, under the names that operations use. */
export function credentialsOf({ services }: LabDescription): Record<string, string> {
  return Object.assign({}, ...Object.values(services).map(({ credentials }) => credentials));
}
