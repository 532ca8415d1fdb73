export type { AnsibleHost } from './ansible.ts';
export { type NamedCloud, namedCloud } from './credentials.ts';
export { describeExistingLab } from './describe.ts';
export { type CatalogueEntry, draftLab } from './draft.ts';
export { LabFile } from './file.ts';
export { readInventory } from './read-inventory.ts';
export { renderBalancers } from './render.ts';
export { surroundingsOf } from './surroundings.ts';
