import type { Image } from '../images.ts';

/** The document that stands for an image. */
export function imageDocument(image: Image) {
  const { properties, ...details } = image.details;
  const self = `/v2/images/${image.id}`;
  return {
    ...properties,
    id: image.id,
    name: image.name,
    status: image.status,
    visibility: image.visibility,
    owner: image.owner,
    ...details,
    size: image.size,
    virtual_size: null,
    checksum: image.checksum,
    os_hash_algo: image.hashAlgorithm,
    os_hash_value: image.hashValue,
    created_at: isoSeconds(image.createdAt),
    updated_at: isoSeconds(image.updatedAt),
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
  };
}

const isoSeconds = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z/, 'Z');
