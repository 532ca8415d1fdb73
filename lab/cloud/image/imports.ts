import { z } from 'zod';
import { expectVersion, type Message } from '../messages/index.ts';
import type { Images } from './images.ts';
import type { Store } from './store.ts';

/** From glance-api, which accepts an import, to glance-registry, which does it. The same in both releases. */
export const TOPIC = 'glance-registry';
export const IMPORT = 'import_image';
export const VERSION = '1.0';

const Payload = z.object({ image_id: z.string() });

/** Makes staged data an image's data. A message that comes again, because its first reader died, does no harm. */
export function makeImporter(options: {
  readonly images: Images;
  readonly store: Store;
  readonly log: (line: string) => void;
}) {
  const { images, store, log } = options;
  return async (message: Message): Promise<void> => {
    expectVersion(message, VERSION);
    const { image_id: id } = Payload.parse(message.payload);
    try {
      const content = await store.promote(id);
      if (images.activate(id, 'importing', content)) log(`INFO imported image ${id}, ${content.size} bytes`);
      else if (!images.exists(id)) return await store.discard(id);
    } catch (error) {
      log(`ERROR import of image ${id}: ${error instanceof Error ? error.message : String(error)}`);
      images.advance(id, 'importing', 'queued');
    }
    await store.discardStaged(id);
  };
}
