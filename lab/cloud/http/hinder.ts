import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Effect, type Trouble, Window } from '../../faults/trouble/index.ts';
import type { Answer } from './route.ts';

/** What a service does when nothing is wrong with it. */
export interface Duty {
  answer(request: IncomingMessage): Promise<Answer>;
  deliver(response: ServerResponse, answer: Answer): void;
}

/** A service that has trouble on purpose: faults for the harness to find. */
export function hinder(troubles: readonly Trouble[], duty: Duty): RequestListener {
  const windows = troubles.map((trouble) => new Window(trouble, performance.now()));
  const begin = (on: 'signal' | 'term') => () => {
    for (const window of windows) window.begin(on, performance.now());
  };
  process.on('SIGUSR2', begin('signal'));
  process.on('SIGTERM', begin('term'));
  const issued = new Set<string>();

  return async (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const name = `${request.method} ${path}`;
    const byUser = request.headers.traceparent !== undefined;
    const window = windows.find((one) => one.hits(name, performance.now(), byUser));
    if (window) await suffer(window, request, response, duty, issued);
    else {
      const answer = await duty.answer(request);
      const token = answer.headers?.['x-subject-token'];
      if (request.method === 'POST' && token !== undefined) issued.add(token);
      duty.deliver(response, answer);
    }
    if (window?.trouble.dies) process.kill(process.pid, 'SIGKILL');
  };
}

/** How long a process with such trouble goes on after TERM. */
export function lingers(troubles: readonly Trouble[]): number {
  return Math.max(0, ...troubles.map(({ from, lastsMs = 0 }) => (from === 'term' ? lastsMs : 0)));
}

async function suffer(
  { trouble: { effect }, count }: Window,
  request: IncomingMessage,
  response: ServerResponse,
  duty: Duty,
  issued: ReadonlySet<string>,
): Promise<void> {
  if ('fail' in effect) return duty.deliver(response, refusal(effect.fail));
  if ('silent' in effect && effect.silent === 'before') return void request.socket.destroy();
  if ('forget' in effect && isForeign(request, issued)) return duty.deliver(response, refusal(401));
  const answer = await duty.answer(request);
  if ('delayMs' in effect) await pause(effect.delayMs + effect.growMs * (count - 1));
  if ('lose' in effect) await takeBack(request, answer, duty);
  if ('silent' in effect) request.socket.destroy();
  else if ('cut' in effect) await cut(request, response, answer);
  else duty.deliver(response, changed(answer, effect));
}

const refusal = (status: number): Answer => ({ status, body: { error: { code: status, title: 'Trouble' } } });

function isForeign(request: IncomingMessage, issued: ReadonlySet<string>): boolean {
  const token = request.headers['x-auth-token'];
  return typeof token === 'string' && !issued.has(token);
}

function changed(answer: Answer, effect: Effect): Answer {
  if (!('replace' in effect) || answer.body === undefined) return answer;
  return { ...answer, body: JSON.parse(JSON.stringify(answer.body).replaceAll(effect.replace, effect.by)) };
}

/** Deletes what was just created, with the rights of who created it: whatever service this is, it has a call for that. */
async function takeBack(request: IncomingMessage, { status, body }: Answer, duty: Duty): Promise<void> {
  if (status >= 300) return;
  const things = [body, ...Object.values(body as object)] as { id?: string }[];
  const id = things.find((thing) => typeof thing?.id === 'string')?.id;
  const { 'content-length': _, 'content-type': __, ...headers } = request.headers;
  const wish = Object.assign(Readable.from([]), { method: 'DELETE', url: `${request.url}/${id}`, headers });
  await duty.answer(wish as unknown as IncomingMessage);
}

async function cut({ socket }: IncomingMessage, response: ServerResponse, { status, body }: Answer): Promise<void> {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  await new Promise((written) => response.write(text.slice(0, text.length / 2), written));
  socket.destroy();
}
