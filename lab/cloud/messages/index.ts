export { openBus } from './bus.ts';
export type { Message, MessageBus } from './contract.ts';
export { MessageError } from './error.ts';
export { expectVersion, understands } from './version.ts';
