import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Call, expectBody, expectLimit, Refusal, type Routes } from '../../http/index.ts';
import type { Attachments } from '../attachments.ts';
import type { Sender } from '../rpc.ts';
import { before } from '../status.ts';
import type { Volume, Volumes } from '../volumes.ts';
import type { Callers, VolumeCaller } from './caller.ts';
import { volumeDetail, volumeSummary } from './document.ts';
import { missing, wrongStatus } from './respond.ts';

const NewVolume = z.object({
  volume: z.object({
    name: z.string().max(255).nullish(),
    description: z.string().max(255).nullish(),
    size: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int().positive()),
    volume_type: z.string().nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
});

// The real osapi_max_limit.
const LONGEST_PAGE = 1000;

export function volumeRoutes(volumes: Volumes, attachments: Attachments, sender: Sender, callers: Callers): Routes {
  const detail = (volume: Volume, { origin }: Call, { minor, isAdmin }: VolumeCaller) =>
    volumeDetail(volume, attachments.list({ volumeId: volume.id }), { origin, minor, isAdmin });

  function typeNamed(name: string | null | undefined): string {
    const type = volumes.types().find((known) => known.name === (name ?? '__DEFAULT__') || known.id === name);
    if (!type) throw new Refusal(404, `Volume type with name ${name} could not be found.`);
    return type.id;
  }

  function list(call: Call, { projectId, isAdmin }: VolumeCaller, show: (volume: Volume) => unknown) {
    const { query, origin, path } = call;
    const limit = expectLimit(query, LONGEST_PAGE, LONGEST_PAGE);
    const owner = isAdmin && /^(1|true)$/i.test(query.get('all_tenants') ?? '') ? null : projectId;
    const marker = query.get('marker');
    const after = marker === null ? undefined : volumes.find(marker, owner);
    if (marker !== null && !after) throw missing('Volume', marker);
    const filter = { name: query.get('name'), status: query.get('status') };
    const found = volumes.list({ filter, after, limit }, owner);
    const next = new URLSearchParams(query);
    const last = found.at(-1);
    if (last) next.set('marker', last.id);
    const links = [{ rel: 'next', href: `${origin}${path}?${next}` }];
    return { status: 200, body: { volumes: found.map(show), ...(found.length === limit && { volumes_links: links }) } };
  }

  return {
    'GET /v3/{project}/volumes': async (call) =>
      list(call, await callers.admit(call), (volume) => volumeSummary(volume, call.origin)),
    'GET /v3/{project}/volumes/detail': async (call) => {
      const caller = await callers.admit(call);
      return list(call, caller, (volume) => detail(volume, call, caller));
    },
    'POST /v3/{project}/volumes': async (call) => {
      const caller = await callers.admit(call);
      const wanted = expectBody(NewVolume, call.body).volume;
      const typeId = typeNamed(wanted.volume_type);
      // Both or none: the volume that waits for its place, and the message that brings it there.
      const volume = volumes.atomically(() => {
        const added = volumes.add({
          id: randomUUID(),
          projectId: caller.projectId,
          userId: caller.userId,
          name: wanted.name ?? null,
          description: wanted.description ?? null,
          size: wanted.size,
          typeId,
          metadata: wanted.metadata ?? {},
        });
        sender.toScheduler('create_volume', { volumeId: added.id });
        return added;
      });
      return { status: 202, body: { volume: detail(volume, call, caller) } };
    },
    'GET /v3/{project}/volumes/{volume}': async (call) => {
      const caller = await callers.admit(call);
      return { status: 200, body: { volume: detail(volumeOf(call, caller, volumes), call, caller) } };
    },
    'DELETE /v3/{project}/volumes/{volume}': async (call) => {
      const { id, host, status } = volumeOf(call, await callers.admit(call), volumes);
      volumes.atomically(() => {
        if (!volumes.advance(id, 'deleting')) throw wrongStatus(id, before('deleting'), status);
        // One that never found a place is nowhere.
        if (host === null) volumes.remove(id);
        else sender.toVolume(host, 'delete_volume', { volumeId: id });
      });
      return { status: 202 };
    },
    'GET /v3/{project}/types': async (call) => {
      await callers.admit(call);
      const types = volumes.types().map((type) => ({ ...type, is_public: true, extra_specs: {}, qos_specs_id: null }));
      return { status: 200, body: { volume_types: types } };
    },
  };
}

/** The volume of the path, or 404. */
export function volumeOf(call: Call, { projectId, isAdmin }: VolumeCaller, volumes: Volumes): Volume {
  const id = call.parameters.volume!;
  const volume = volumes.find(id, isAdmin ? null : projectId);
  if (!volume) throw missing('Volume', id);
  return volume;
}
