import type { Readable } from 'node:stream';
import type { Images } from './images.ts';
import type { Store } from './store.ts';

/** The image was deleted while its data came. */
export class ImageGone extends Error {
  override readonly name = 'ImageGone';
}

export type Uploads = ReturnType<typeof makeUploads>;

/** Data on their way from a client to the store. Broken off, the image is queued again and nothing is left. */
export function makeUploads(images: Images, store: Store) {
  const underWay = new Map<string, 'saving' | 'uploading'>();

  async function receive<T>(id: string, status: 'saving' | 'uploading', work: () => Promise<T>): Promise<T> {
    underWay.set(id, status);
    try {
      return await work();
    } catch (error) {
      images.advance(id, status, 'queued');
      throw error;
    } finally {
      underWay.delete(id);
    }
  }

  return {
    /** For an image that is `saving`. */
    save: (id: string, data: Readable): Promise<void> =>
      receive(id, 'saving', async () => {
        const content = await store.save(id, data);
        if (images.activate(id, 'saving', content)) return;
        await store.discard(id);
        throw new ImageGone(id);
      }),
    /** For an image that is `uploading`, and stays so until it is imported. */
    stage: (id: string, data: Readable): Promise<void> =>
      receive(id, 'uploading', async () => {
        await store.stage(id, data);
      }),
    /** For a process that ends in the midst of them. */
    giveBack(): void {
      for (const [id, status] of underWay) images.advance(id, status, 'queued');
    },
  };
}
