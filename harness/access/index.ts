export type { AccessLog } from './columns.ts';
