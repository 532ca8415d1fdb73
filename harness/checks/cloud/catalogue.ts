import { z } from 'zod';

/** What a token says about where services are. */
export const Token = z.object({
  token: z.object({
    project: z.object({ id: z.string() }),
    catalog: z.array(
      z.object({
        type: z.string(),
        endpoints: z.array(z.object({ interface: z.string(), url: z.string() })),
      }),
    ),
  }),
});
export type Catalogue = z.infer<typeof Token>['token']['catalog'];

/** Our name of a service → the types under which catalogues have it → the version of the API that checks speak. */
export const SERVICES = {
  identity: { project: 'keystone', types: ['identity'], version: undefined },
  image: { project: 'glance', types: ['image'], version: undefined },
  // Of the Train release: every cloud that can still be upgraded has it.
  compute: { project: 'nova', types: ['compute'], version: 'compute 2.79' },
  network: { project: 'neutron', types: ['network'], version: undefined },
  volume: { project: 'cinder', types: ['block-storage', 'volumev3'], version: 'volume 3.59' },
} as const;
export type ServiceName = keyof typeof SERVICES;

export function publicUrl(catalogue: Catalogue, service: ServiceName): string | undefined {
  const types: readonly string[] = SERVICES[service].types;
  const found = catalogue.filter(({ type }) => types.includes(type));
  return found.flatMap(({ endpoints }) => endpoints).find((endpoint) => endpoint.interface === 'public')?.url;
}
