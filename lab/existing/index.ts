export { type AnsibleHost, AnsibleInventory } from './ansible.ts';
export { describeExistingLab } from './describe.ts';
export { draftLab } from './draft.ts';
export { LabFile } from './file.ts';
export { renderBalancers } from './render.ts';
