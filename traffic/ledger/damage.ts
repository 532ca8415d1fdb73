import type { Damage } from './columns.ts';

/** Where and what, in one line. */
export function damageText({ file, block, offset, why }: Damage): string {
  if (file === '') return why;
  return `${file}${block === undefined ? '' : `, block ${block}`} at byte ${offset}: ${why}`;
}
