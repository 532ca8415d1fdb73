export type { ServerState } from '../../harness/journal/index.ts';
export { type Bins, binned } from './bins.ts';
export { type Doing, doingsByStep } from './doings.ts';
export { type OperationAccount, operationAccounts } from './operations.ts';
export { runSpan } from './period.ts';
export { troubles } from './request.ts';
export { type ServerHistory, type Span, serverHistories } from './servers.ts';
export { type Undo, undosDone } from './undos.ts';
