import { Refusal } from '../../http/index.ts';
import type { Site } from '../site.ts';
import type { Flavor } from '../store/index.ts';
import type { Asked, AskedRoutes } from './asked.ts';
import { linksOf } from './server-body.ts';

export function flavorRoutes({ flavors }: Site): AskedRoutes {
  return {
    'GET /v2.1/flavors': (asked) => ({
      status: 200,
      body: { flavors: flavors.list().map((each) => brief(asked, each)) },
    }),
    'GET /v2.1/flavors/detail': (asked) => ({
      status: 200,
      body: { flavors: flavors.list().map((each) => detail(asked, each)) },
    }),
    'GET /v2.1/flavors/{flavor}': (asked) => {
      const id = asked.parameters.flavor!;
      const flavor = flavors.find(id);
      if (!flavor) throw new Refusal(404, `Flavor ${id} could not be found.`);
      return { status: 200, body: { flavor: detail(asked, flavor) } };
    },
  };
}

const brief = ({ origin, minor }: Asked, { id, name, description }: Flavor) => ({
  id,
  name,
  links: linksOf(origin, `flavors/${id}`),
  ...(minor >= 55 && { description }),
});

const detail = (asked: Asked, flavor: Flavor) => ({
  ...brief(asked, flavor),
  vcpus: flavor.vcpus,
  ram: flavor.ram,
  disk: flavor.disk,
  swap: asked.minor >= 75 ? 0 : '',
  rxtx_factor: 1,
  'OS-FLV-EXT-DATA:ephemeral': 0,
  'OS-FLV-DISABLED:disabled': false,
  'os-flavor-access:is_public': true,
  ...(asked.minor >= 61 && { extra_specs: {} }),
});
