import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Call, expectBody, type Routes } from '../../http/index.ts';
import type { Attachment, Attachments } from '../attachments.ts';
import type { Sender } from '../rpc.ts';
import { before } from '../status.ts';
import type { Volume, Volumes } from '../volumes.ts';
import type { Callers, VolumeCaller } from './caller.ts';
import { attachmentDetail, attachmentSummary } from './document.ts';
import { missing, wrongStatus } from './respond.ts';

/** Microversions: the attachments themselves, and the call that says that one is complete. */
const ATTACHMENTS = 27;
const COMPLETION = 44;

const NewAttachment = z.object({
  attachment: z.object({
    volume_uuid: z.string(),
    instance_uuid: z.string().nullish(),
    connector: z.record(z.string(), z.unknown()).nullish(),
    mode: z.enum(['rw', 'ro']).nullish(),
  }),
});
const Complete = z.object({ 'os-complete': z.unknown() });

/** What Nova does with a volume: reserve, connect, complete, and delete. */
export function attachmentRoutes(volumes: Volumes, attachments: Attachments, sender: Sender, callers: Callers): Routes {
  const ownerOf = ({ projectId, isAdmin }: VolumeCaller) => (isAdmin ? null : projectId);

  function find(call: Call, caller: VolumeCaller): { attachment: Attachment; volume: Volume } {
    const id = call.parameters.attachment!;
    const attachment = attachments.find(id);
    const volume = attachment && volumes.find(attachment.volumeId, ownerOf(caller));
    if (!attachment || !volume) throw missing('Volume attachment', id);
    return { attachment, volume };
  }

  function reserve({ id, status }: Volume, wanted: z.infer<typeof NewAttachment>['attachment']): string {
    const attachmentId = randomUUID();
    volumes.atomically(() => {
      if (!volumes.advance(id, 'reserved')) throw wrongStatus(id, before('reserved'), status);
      attachments.add({
        id: attachmentId,
        volumeId: id,
        instance: wanted.instance_uuid ?? null,
        status: 'reserved',
        mountpoint: typeof wanted.connector?.mountpoint === 'string' ? wanted.connector.mountpoint : null,
        mode: wanted.mode ?? 'rw',
        connector: null,
        attachedAt: null,
      });
    });
    return attachmentId;
  }

  const complete = (volumeId: string, attachmentId: string) =>
    volumes.atomically(() => {
      if (volumes.advance(volumeId, 'in-use')) attachments.complete(attachmentId);
    });

  return {
    'GET /v3/{project}/attachments': async (call) => {
      const { projectId } = await callers.since(call, ATTACHMENTS);
      return { status: 200, body: { attachments: attachments.list({ projectId }).map(attachmentSummary) } };
    },
    'GET /v3/{project}/attachments/detail': async (call) => {
      const { projectId } = await callers.since(call, ATTACHMENTS);
      return { status: 200, body: { attachments: attachments.list({ projectId }).map(attachmentDetail) } };
    },
    'GET /v3/{project}/attachments/{attachment}': async (call) => {
      const { attachment } = find(call, await callers.since(call, ATTACHMENTS));
      return { status: 200, body: { attachment: attachmentDetail(attachment) } };
    },
    'POST /v3/{project}/attachments': async (call) => {
      const caller = await callers.since(call, ATTACHMENTS);
      const wanted = expectBody(NewAttachment, call.body).attachment;
      const volume = volumes.find(wanted.volume_uuid, ownerOf(caller));
      if (!volume) throw missing('Volume', wanted.volume_uuid);
      const attachmentId = reserve(volume, wanted);
      if (wanted.connector) {
        await sender.askVolume(volume.host!, 'attachment_update', { volumeId: volume.id, attachmentId });
        attachments.connect(attachmentId, wanted.connector);
        // Older clients do not say when they are done.
        if (caller.minor < COMPLETION) complete(volume.id, attachmentId);
      }
      return { status: 200, body: { attachment: attachmentDetail(attachments.find(attachmentId)!) } };
    },
    'POST /v3/{project}/attachments/{attachment}/action': async (call) => {
      const { attachment, volume } = find(call, await callers.since(call, COMPLETION));
      expectBody(Complete, call.body);
      complete(volume.id, attachment.id);
      return { status: 204 };
    },
    'DELETE /v3/{project}/attachments/{attachment}': async (call) => {
      const { attachment, volume } = find(call, await callers.since(call, ATTACHMENTS));
      if (attachment.status === 'reserved')
        volumes.atomically(() => {
          attachments.remove(attachment.id);
          volumes.advance(volume.id, 'available', ['reserved']);
        });
      else {
        volumes.advance(volume.id, 'detaching');
        const message = { volumeId: volume.id, attachmentId: attachment.id };
        await sender.askVolume(volume.host!, 'attachment_delete', message);
      }
      return { status: 200, body: { attachments: attachments.list({ volumeId: volume.id }).map(attachmentSummary) } };
    },
  };
}
