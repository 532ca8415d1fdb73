import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What is known of data once all of it is there. */
export interface Content {
  readonly size: number;
  /** MD5, as old clients know it. */
  readonly checksum: string;
  readonly hashAlgorithm: string;
  readonly hashValue: string;
}

export type Store = ReturnType<typeof openStore>;

/** The images' data: a file each, in a folder that all nodes share. A file that is there is whole. */
export function openStore(folder: string) {
  const staging = join(folder, 'staging');
  mkdirSync(staging, { recursive: true });
  const fileOf = (id: string) => join(folder, id);
  const stagedFileOf = (id: string) => join(staging, id);

  return {
    save: (id: string, data: Readable): Promise<Content> => write(fileOf(id), data),
    stage: (id: string, data: Readable): Promise<Content> => write(stagedFileOf(id), data),
    /** The staged data stay until they are discarded, so that this can be done again. */
    promote: (id: string): Promise<Content> => write(fileOf(id), createReadStream(stagedFileOf(id))),
    async isStaged(id: string): Promise<boolean> {
      return open(stagedFileOf(id)).then(
        (file) => file.close().then(() => true),
        () => false,
      );
    },
    /** Opened when this returns: whoever reads slowly reads on when the image is deleted. */
    async read(id: string): Promise<Readable> {
      const file = await open(fileOf(id));
      return file.createReadStream();
    },
    discardStaged: (id: string): Promise<void> => rm(stagedFileOf(id), { force: true }),
    async discard(id: string): Promise<void> {
      await rm(fileOf(id), { force: true });
      await rm(stagedFileOf(id), { force: true });
    },
  };
}

async function write(file: string, data: Readable): Promise<Content> {
  const part = `${file}.${randomUUID()}.part`;
  const md5 = createHash('md5');
  const sha512 = createHash('sha512');
  let size = 0;
  try {
    await pipeline(
      data,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          md5.update(chunk);
          sha512.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(part),
    );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { size, checksum: md5.digest('hex'), hashAlgorithm: 'sha512', hashValue: sha512.digest('hex') };
}
