import { Readable } from 'node:stream';
import { type Call, Refusal, type Routes } from '../../http/index.ts';
import type { Image, Images } from '../images.ts';
import { type ImageStatus, mayBecome } from '../status.ts';
import type { Store } from '../store.ts';
import type { Uploads } from '../uploads.ts';
import type { ImageAccess } from './access.ts';
import { whenGone, wrongStep } from './respond.ts';

/** An image's data, on their way in and out. */
export function dataRoutes(images: Images, store: Store, uploads: Uploads, access: ImageAccess): Routes {
  function begin({ id, status }: Image, to: ImageStatus): void {
    if (!mayBecome(status, to) || !images.advance(id, status, to)) throw wrongStep(status, to);
  }

  return {
    'PUT /v2/images/{image}/file': async (call) => {
      const image = await access.toChange(call);
      const data = expectData(call);
      const { disk_format, container_format } = image.details;
      if (!disk_format || !container_format)
        throw new Refusal(400, 'Properties disk_format, container_format must be set prior to saving data.');
      begin(image, 'saving');
      try {
        await uploads.save(image.id, data);
      } catch (error) {
        throw whenGone(error);
      }
      return { status: 204 };
    },
    'GET /v2/images/{image}/file': async (call) => {
      const { id, size, checksum } = await access.toSee(call);
      if (size === null || checksum === null) return { status: 204 };
      const headers = { 'content-length': String(size), 'content-md5': checksum };
      return { status: 200, headers, body: await store.read(id) };
    },
    'PUT /v2/images/{image}/stage': async (call) => {
      const image = await access.toChange(call);
      const data = expectData(call);
      begin(image, 'uploading');
      await uploads.stage(image.id, data);
      return { status: 204 };
    },
  };
}

function expectData({ body, headers }: Call): Readable {
  if (body instanceof Readable) return body;
  throw new Refusal(
    415,
    `Invalid content type ${headers['content-type'] ?? '(none)'}: expected application/octet-stream`,
  );
}
