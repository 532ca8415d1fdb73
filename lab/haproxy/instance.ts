import type { InstanceInfo } from './api.ts';

/** Has another process taken over since? In a container it may well have the number of the one before. */
export function isAnother(before: InstanceInfo, now: InstanceInfo): boolean {
  return (
    now.pid !== before.pid ||
    now.version !== before.version ||
    now.startedAtSeconds !== before.startedAtSeconds ||
    now.uptimeSeconds < before.uptimeSeconds
  );
}
