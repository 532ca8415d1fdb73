import type { LabDescription } from '../../lab/index.ts';
import type { TargetSpec } from '../../traffic/index.ts';

/** Service → where users call it, and for https whom they trust there. */
export function targetsOf({ services }: LabDescription): Record<string, Exclude<TargetSpec, string>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { frontend }]) => {
      if (!frontend) return [];
      const { url, authorities, serverName } = frontend;
      return [[name, { url, authorities, serverName }]];
    }),
  );
}

/** The same, past whoever has the address that users know: through the load balancer at this one. */
export function targetsThrough(lab: LabDescription, address: string): ReturnType<typeof targetsOf> {
  const at = (known: string) => {
    const url = new URL(known);
    url.hostname = address;
    return url.href;
  };
  return Object.fromEntries(Object.entries(targetsOf(lab)).map(([name, its]) => [name, { ...its, url: at(its.url) }]));
}

/** What users of the lab's services need to know, under the names that operations use. */
export function credentialsOf({ services }: LabDescription): Record<string, string> {
  return Object.assign({}, ...Object.values(services).map(({ credentials }) => credentials));
}
