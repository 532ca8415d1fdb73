export { makeWorkspace, nameOf, type Workspace } from './plugin.ts';
export { packetOf, type Wanted } from './subunit.ts';
