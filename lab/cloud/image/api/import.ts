import { z } from 'zod';
import { expectBody, Refusal, type Routes } from '../../http/index.ts';
import type { MessageBus } from '../../messages/index.ts';
import type { Images } from '../images.ts';
import { IMPORT, TOPIC, VERSION } from '../imports.ts';
import type { Store } from '../store.ts';
import type { ImageAccess } from './access.ts';
import { conflict } from './respond.ts';

const METHODS = ['glance-direct'] as const;
const Wanted = z.object({ method: z.object({ name: z.string() }) });

export function importRoutes(images: Images, store: Store, bus: MessageBus, access: ImageAccess): Routes {
  return {
    'GET /v2/info/import': async (call) => {
      await access.viewer(call);
      const methods = { description: 'Import methods available.', type: 'array', value: METHODS };
      return { status: 200, body: { 'import-methods': methods } };
    },
    'POST /v2/images/{image}/import': async (call) => {
      const { id, status, details } = await access.toChange(call);
      const { name } = expectBody(Wanted, call.body).method;
      if (!METHODS.some((method) => method === name)) throw new Refusal(400, `Unknown import method name '${name}'.`);
      if (!details.container_format) throw new Refusal(400, "'container_format' needs to be set before import");
      if (!details.disk_format) throw new Refusal(400, "'disk_format' needs to be set before import");
      if (status !== 'uploading' || !(await store.isStaged(id)))
        throw conflict("Only images with status 'uploading' can be targeted for import");
      // Both or none: the image that waits for its import, and the message that brings it about.
      images.atomically(() => {
        if (!images.advance(id, 'uploading', 'importing')) throw conflict(`Image ${id} is being imported already.`);
        bus.cast(TOPIC, IMPORT, VERSION, { image_id: id });
      });
      return { status: 202 };
    },
  };
}
