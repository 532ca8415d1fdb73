import { request } from 'node:http';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Whether a container engine is there, where testcontainers would look for it. Quick, and without loading anything. */

const LIMIT_MS = 3_000;

/** One that is named is the only one that is asked. */
export async function engineAnswers(): Promise<boolean> {
  const { DOCKER_HOST: named } = process.env;
  const places = named ? [placeOf(named)] : sockets().map((socketPath) => ({ socketPath }));
  return (await Promise.all(places.map(answers))).includes(true);
}

function sockets(): string[] {
  const { XDG_RUNTIME_DIR: own = `/run/user/${userInfo().uid}` } = process.env;
  const folders = ['/var/run', own, join(homedir(), '.docker', 'run'), join(homedir(), '.docker', 'desktop')];
  return folders.map((folder) => join(folder, 'docker.sock'));
}

type Place = { readonly socketPath: string } | { readonly host: string; readonly port: string };

function placeOf(name: string): Place {
  const { hostname, port, pathname } = new URL(name);
  return hostname === '' ? { socketPath: pathname } : { host: hostname, port };
}

function answers(place: Place): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const asked = request({ ...place, path: '/_ping', timeout: LIMIT_MS }, (response) => {
    response.resume();
    resolve(response.statusCode === 200);
  });
  asked.on('error', () => resolve(false));
  asked.on('timeout', () => asked.destroy());
  asked.end();
  return promise;
}
