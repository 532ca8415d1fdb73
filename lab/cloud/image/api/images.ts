import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Call, expectBody, expectLimit, Refusal, type Routes } from '../../http/index.ts';
import type { Image, Images, Viewer } from '../images.ts';
import type { Store } from '../store.ts';
import type { ImageAccess } from './access.ts';
import { expectAttributes, flatAttributes } from './attributes.ts';
import { imageDocument } from './document.ts';
import { applyPatch, Patch } from './patch.ts';
import { conflict, missing } from './respond.ts';

// The real limit_param_default and api_limit_max.
const PAGE = { standard: 25, greatest: 1000 };

const OwnId = z.looseObject({ id: z.uuid().optional() });

export function imageRoutes(images: Images, store: Store, access: ImageAccess): Routes {
  function page({ query }: Call, viewer: Viewer): { found: Image[]; limit: number } {
    const limit = expectLimit(query, PAGE.standard, PAGE.greatest);
    const marker = query.get('marker');
    const after = marker === null ? undefined : images.find(marker, viewer);
    if (marker !== null && !after) throw new Refusal(400, `Invalid marker: image ${marker} could not be found.`);
    const filter = { name: query.get('name'), status: query.get('status'), visibility: query.get('visibility') };
    return { found: images.list({ filter, after, limit }, viewer), limit };
  }

  return {
    'GET /v2/images': async (call) => {
      const { found, limit } = page(call, await access.viewer(call));
      return { status: 200, body: { images: found.map(imageDocument), ...linksOf(call, found, limit) } };
    },
    'POST /v2/images': async (call) => {
      const { projectId } = await access.viewer(call);
      const { id = randomUUID(), ...rest } = expectBody(OwnId, call.body ?? {});
      const image = images.add(id, projectId, expectAttributes(rest));
      if (!image) throw conflict(`Image ID ${id} already exists!`);
      return {
        status: 201,
        headers: {
          location: `${call.origin}/v2/images/${id}`,
          'openstack-image-import-methods': 'glance-direct',
        },
        body: imageDocument(image),
      };
    },
    'GET /v2/images/{image}': async (call) => ({ status: 200, body: imageDocument(await access.toSee(call)) }),
    'PATCH /v2/images/{image}': async (call) => {
      const image = await access.toChange(call);
      if (call.headers['content-type'] !== 'application/openstack-images-v2.1-json-patch')
        throw new Refusal(415, 'Expected content of type application/openstack-images-v2.1-json-patch.');
      const attributes = expectAttributes(applyPatch(flatAttributes(image), expectBody(Patch, call.body)));
      if (!images.describe(image.id, attributes)) throw missing(image.id);
      return { status: 200, body: imageDocument(await access.toSee(call)) };
    },
    'DELETE /v2/images/{image}': async (call) => {
      const { id, details } = await access.toChange(call);
      if (details.protected) throw new Refusal(403, `Image ${id} is protected and cannot be deleted.`);
      if (!images.remove(id)) throw missing(id);
      await store.discard(id);
      return { status: 204 };
    },
  };
}

/** What a list says about itself. There may be a next page when this one is full. */
function linksOf({ path, query }: Call, found: readonly Image[], limit: number) {
  const first = new URLSearchParams(query);
  first.delete('marker');
  const next = new URLSearchParams(first);
  const last = found.at(-1);
  if (last) next.set('marker', last.id);
  return {
    first: first.size > 0 ? `${path}?${first}` : path,
    ...(found.length === limit && { next: `${path}?${next}` }),
    schema: '/v2/schemas/images',
  };
}
