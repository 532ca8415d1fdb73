import type { Attachment } from '../attachments.ts';
import type { Volume } from '../volumes.ts';
import { isoMicroseconds } from './time.ts';

/** What a list says of a volume. */
export function volumeSummary({ id, name, projectId }: Volume, origin: string) {
  return {
    id,
    name,
    links: [
      { rel: 'self', href: `${origin}/v3/${projectId}/volumes/${id}` },
      { rel: 'bookmark', href: `${origin}/${projectId}/volumes/${id}` },
    ],
  };
}

/** All that is said of a volume, to clients of the microversion 3.`minor`. */
export function volumeDetail(
  volume: Volume,
  attachments: readonly Attachment[],
  { origin, minor, isAdmin }: { readonly origin: string; readonly minor: number; readonly isAdmin: boolean },
) {
  return {
    ...volumeSummary(volume, origin),
    description: volume.description,
    status: volume.status,
    size: volume.size,
    volume_type: volume.type,
    metadata: volume.metadata,
    user_id: volume.userId,
    availability_zone: 'nova',
    bootable: 'false',
    encrypted: false,
    multiattach: false,
    snapshot_id: null,
    source_volid: null,
    consistencygroup_id: null,
    replication_status: null,
    created_at: isoMicroseconds(volume.createdAt),
    updated_at: isoMicroseconds(volume.updatedAt),
    attachments: attachments.filter(({ status }) => status === 'attached').map(attachmentOfVolume),
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    ...(isAdmin && { 'os-vol-host-attr:host': volume.host }),
    ...(minor >= 13 && { group_id: null }),
    ...(minor >= 63 && { volume_type_id: volume.typeId }),
    ...(minor >= 65 && { consumes_quota: volume.useQuota }),
  };
}

function attachmentOfVolume({ id, volumeId, instance, mountpoint, attachedAt }: Attachment) {
  return {
    id: volumeId,
    volume_id: volumeId,
    attachment_id: id,
    server_id: instance,
    host_name: null,
    device: mountpoint,
    attached_at: attachedAt === null ? null : isoMicroseconds(attachedAt),
  };
}

export function attachmentSummary({ id, status, instance, volumeId }: Attachment) {
  return { id, status, instance, volume_id: volumeId };
}

export function attachmentDetail(attachment: Attachment) {
  const { volumeId, mode, connector, attachedAt } = attachment;
  return {
    ...attachmentSummary(attachment),
    attached_at: attachedAt === null ? '' : isoMicroseconds(attachedAt),
    detached_at: '',
    attach_mode: mode,
    connection_info: connector && {
      driver_volume_type: 'iscsi',
      attachment_id: attachment.id,
      volume_id: volumeId,
      target_iqn: `iqn.2010-10.org.openstack:volume-${volumeId}`,
      access_mode: mode,
    },
  };
}
