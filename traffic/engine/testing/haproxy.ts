import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../lab/testing/index.ts';
import type { Certificate } from './certificate.ts';

/** A real HAProxy that answers by itself: over TLS with HTTP/2 or HTTP/1.1, and over plain TCP with one of them. */
export interface Haproxy extends AsyncDisposable {
  readonly secure: number;
  /** TLS, but nothing newer than HTTP/1.1. */
  readonly secureHttp1: number;
  readonly http2: number;
  readonly http1: number;
}

export const ADDRESS = '127.77.0.9';

/** The answer says what HAProxy saw. */
const ANSWER = `'{"http":"%[req.ver]","sni":"%[ssl_fc_sni]","alpn":"%[ssl_fc_alpn]"}'`;

export async function startHaproxy({ certificate, key }: Certificate): Promise<Haproxy> {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'haproxy-'));
  const file = join(folder.path, 'haproxy.cfg');
  const pem = join(folder.path, 'front.pem');
  const secure = await freePort(ADDRESS);
  const secureHttp1 = await freePort(ADDRESS);
  const http2 = await freePort(ADDRESS);
  const http1 = await freePort(ADDRESS);
  writeFileSync(pem, certificate + key, { mode: 0o600 });
  writeFileSync(
    file,
    `
defaults
  mode http
  timeout client 10s
  timeout connect 1s
  timeout server 10s
frontend all
  bind ${ADDRESS}:${secure} ssl crt ${pem} alpn h2,http/1.1
  bind ${ADDRESS}:${secureHttp1} ssl crt ${pem} alpn http/1.1
  bind ${ADDRESS}:${http2} proto h2
  bind ${ADDRESS}:${http1}
  http-request return status 200 content-type application/json hdr x-backend self lf-string ${ANSWER}
`,
  );
  const child = spawn('haproxy', ['-f', file, '-db'], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` },
  });
  const gone = once(child, 'exit');
  await Promise.race([
    reachable(http1),
    gone.then(() => Promise.reject(new Error('HAProxy ended before it listened'))),
  ]);
  return {
    secure,
    secureHttp1,
    http2,
    http1,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await gone;
      folder.remove();
    },
  };
}

async function reachable(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, ADDRESS);
    const stands = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
    ]);
    socket.destroy();
    if (stands) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
