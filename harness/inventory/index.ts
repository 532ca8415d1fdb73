export { readCatalogue } from './catalogue.ts';
export type { Cell, Silence } from './cell.ts';
export { InventoryError } from './error.ts';
export type { Finding } from './findings.ts';
export { inventoriesOf } from './managers.ts';
export { mergeInventories, type Picture } from './merge.ts';
export type { InventoryManager, InventoryRow } from './row.ts';
export {
  parseAnsibleHosts,
  parseBackends,
  parseDescription,
  parseHypervisors,
  parseNeutronAgents,
  parseServices,
  parseUnitStatus,
} from './sources/index.ts';
export { survey } from './survey.ts';
