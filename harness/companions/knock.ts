import { connect } from 'node:net';

export interface Door {
  readonly host: string;
  readonly port: number;
  readonly expects: string;
  readonly timeoutMs: number;
}

export type Answer = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A timer that is later than this tells of us, not of whom we wait for. */
const STOOD_STILL_MS = 100;
const SHOWN = 40;

/** One connection, which must deliver the expected text without being asked, as an SSH server does. */
export function knock({ host, port, expects, timeoutMs }: Door): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const socket = connect({ host, port });
  let heard = '';
  let due = performance.now() + timeoutMs;
  let limit = setTimeout(giveUp, timeoutMs);

  function end(answer: Answer): void {
    clearTimeout(limit);
    socket.destroy();
    resolve(answer);
  }
  const fail = (why: string) => end({ ok: false, why });

  function giveUp(): void {
    const now = performance.now();
    if (now - due < STOOD_STILL_MS) fail(`no answer within ${timeoutMs} ms`);
    else {
      // What came while this process stood still has not been read yet.
      due = now + timeoutMs;
      limit = setTimeout(giveUp, timeoutMs);
    }
  }

  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    heard += text;
    if (heard.startsWith(expects)) end({ ok: true });
    else if (!expects.startsWith(heard)) fail(`expected ${shown(expects)}, got ${shown(heard)}`);
  });
  socket.on('end', () => fail(`expected ${shown(expects)}, got ${shown(heard)} and the end`));
  socket.on('error', ({ code, message }: NodeJS.ErrnoException) => fail(code ?? message));
  return promise;
}

const shown = (text: string): string => JSON.stringify(text.slice(0, SHOWN));
