import { z } from 'zod';
import { expectBody, Refusal } from '../../http/index.ts';
import { type Attributes, VISIBILITIES } from '../images.ts';

const Wanted = z
  .object({
    name: z.string().max(255).nullable().default(null),
    visibility: z.enum(VISIBILITIES).default('shared'),
    container_format: z
      .enum(['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'])
      .nullable()
      .default(null),
    disk_format: z
      .enum(['ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop', 'gpt'])
      .nullable()
      .default(null),
    min_disk: z.int().min(0).default(0),
    min_ram: z.int().min(0).default(0),
    protected: z.boolean().default(false),
    os_hidden: z.boolean().default(false),
    tags: z.array(z.string().max(255)).default([]),
  })
  // A property of the owner's own.
  .catchall(z.string());

const READ_ONLY = ['id', 'status', 'owner', 'size', 'virtual_size', 'checksum', 'os_hash_algo', 'os_hash_value'];
const READ_ONLY_TOO = ['created_at', 'updated_at', 'self', 'file', 'schema', 'direct_url', 'locations'];

/** What a client wants an image to be, in the flat form in which it is written. */
export function expectAttributes(flat: unknown): Attributes {
  const written = typeof flat === 'object' && flat !== null ? Object.keys(flat) : [];
  const forbidden = [...READ_ONLY, ...READ_ONLY_TOO].find((key) => written.includes(key));
  if (forbidden) throw new Refusal(403, `Attribute '${forbidden}' is read-only.`);
  const { name, visibility, ...rest } = expectBody(Wanted, flat);
  const { container_format, disk_format, min_disk, min_ram, os_hidden, tags, protected: kept, ...properties } = rest;
  const details = { container_format, disk_format, min_disk, min_ram, os_hidden, tags, protected: kept, properties };
  return { name, visibility, details };
}

/** The same the other way round. */
export function flatAttributes({ name, visibility, details }: Attributes): Record<string, unknown> {
  const { properties, ...rest } = details;
  return { name, visibility, ...rest, ...properties };
}
