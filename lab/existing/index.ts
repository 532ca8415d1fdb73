export type { AnsibleHost } from './ansible.ts';
export { describeExistingLab } from './describe.ts';
export { draftLab } from './draft.ts';
export { LabFile } from './file.ts';
export { readInventory } from './read-inventory.ts';
export { renderBalancers } from './render.ts';
