export { runDaemon } from './daemon.ts';
export { expectBody, expectLimit } from './expect.ts';
export { Refusal } from './refusal.ts';
export type { Answer, Call, Handler, Routes } from './route.ts';
export { type Api, makeServer } from './server.ts';
