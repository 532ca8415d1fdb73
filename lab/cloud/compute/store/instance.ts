import { z } from 'zod';
import { VM_STATES } from '../life.ts';

const json = <T>(schema: z.ZodType<T>) => z.string().transform((text) => schema.parse(JSON.parse(text)));

const FlavorCopy = z.object({
  id: z.string(),
  name: z.string(),
  vcpus: z.number(),
  ram: z.number(),
  disk: z.number(),
});

const Fault = z.object({ code: z.number(), message: z.string(), created: z.number() });
export type Fault = z.infer<typeof Fault>;

export const Instance = z.object({
  number: z.number(),
  id: z.string(),
  projectId: z.string(),
  userId: z.string(),
  name: z.string(),
  hostname: z.string(),
  description: z.string().nullable(),
  vmState: z.enum(VM_STATES),
  taskState: z.string().nullable(),
  /** As it was when the server was made. */
  flavor: json(FlavorCopy),
  image: z.string(),
  keyName: z.string().nullable(),
  publicKey: z.string().nullable(),
  metadata: json(z.record(z.string(), z.string())),
  securityGroups: json(z.array(z.string())),
  /** The host that an administrator asked for. */
  forcedHost: z.string().nullable(),
  host: z.string().nullable(),
  computeId: z.string().nullable(),
  address: z.string().nullable(),
  fault: json(Fault).nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  launchedAt: z.number().nullable(),
  deletedAt: z.number().nullable(),
});
export type Instance = z.infer<typeof Instance>;

export const columns = (computeId: string) => `number, id, project_id AS projectId, user_id AS userId, name, hostname,
  description, vm_state AS vmState, task_state AS taskState, flavor, image, key_name AS keyName,
  public_key AS publicKey, metadata, security_groups AS securityGroups, forced_host AS forcedHost, host,
  ${computeId} AS computeId, address, fault, created_at AS createdAt, updated_at AS updatedAt,
  launched_at AS launchedAt, deleted_at AS deletedAt`;
