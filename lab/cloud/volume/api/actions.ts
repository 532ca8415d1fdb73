import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { expectBody, Refusal, type Routes } from '../../http/index.ts';
import type { Attachments } from '../attachments.ts';
import type { Sender } from '../rpc.ts';
import { before } from '../status.ts';
import type { Volume, Volumes } from '../volumes.ts';
import type { Callers } from './caller.ts';
import { wrongStatus } from './respond.ts';
import { volumeOf } from './volumes.ts';

const Attach = z.object({
  instance_uuid: z.string(),
  mountpoint: z.string().min(1),
  mode: z.enum(['rw', 'ro']).default('rw'),
});
const Detach = z.object({ attachment_id: z.string().nullish() });
const Action = z.union([z.object({ 'os-attach': Attach }), z.object({ 'os-detach': Detach.nullable() })]);

/** `POST …/action`: what Nova does with a volume, in its older form. */
export function actionRoutes(volumes: Volumes, attachments: Attachments, sender: Sender, callers: Callers): Routes {
  async function attach({ id, host, status }: Volume, wanted: z.infer<typeof Attach>): Promise<void> {
    const attachmentId = randomUUID();
    volumes.atomically(() => {
      if (!volumes.advance(id, 'attaching', ['available'])) throw wrongStatus(id, ['available'], status);
      attachments.add({
        id: attachmentId,
        volumeId: id,
        instance: wanted.instance_uuid,
        status: 'attaching',
        mountpoint: wanted.mountpoint,
        mode: wanted.mode,
        connector: null,
        attachedAt: null,
      });
    });
    await sender.askVolume(host!, 'attach_volume', { volumeId: id, attachmentId });
  }

  async function detach({ id, host, status }: Volume, attachmentId: string | null | undefined): Promise<void> {
    const attachment = attachments.list({ volumeId: id }).find((each) => !attachmentId || each.id === attachmentId);
    if (!attachment) throw new Refusal(404, `Volume attachment could not be found for volume ${id}.`);
    if (!volumes.advance(id, 'detaching')) throw wrongStatus(id, before('detaching'), status);
    await sender.askVolume(host!, 'detach_volume', { volumeId: id, attachmentId: attachment.id });
  }

  return {
    'POST /v3/{project}/volumes/{volume}/action': async (call) => {
      const volume = volumeOf(call, await callers.admit(call), volumes);
      const action = expectBody(Action, call.body);
      if ('os-attach' in action) await attach(volume, action['os-attach']);
      else await detach(volume, action['os-detach']?.attachment_id);
      return { status: 202 };
    },
  };
}
