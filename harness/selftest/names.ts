import { readFileSync, writeFileSync } from 'node:fs';
import type { Lab } from '../../lab/index.ts';
import { isApart } from './apart.ts';

/** Names that the harness goes by, and the lab itself does not: it has addresses only. */

const NAME = 'lab.unbroken.test';
const TABLE = '/etc/hosts';

/** The lab as somebody sees it who knows its front ends by name. */
export function byName(lab: Lab): Lab {
  const services = Object.entries(lab.description.services).map(([service, its]) => {
    if (!its.frontend) return [service, its] as const;
    const { hostname } = new URL(its.frontend.url);
    writeTable((text) => `${text}${hostname} ${NAME}\n`);
    return [service, { ...its, frontend: { ...its.frontend, url: its.frontend.url.replace(hostname, NAME) } }] as const;
  });
  return { ...lab, description: { ...lab.description, services: Object.fromEntries(services) } };
}

/** Nobody knows the name for so long. Whoever is connected stays so. */
export function loseName(ms: number): void {
  const lines = (text: string) => text.split('\n').filter((line) => !line.endsWith(NAME));
  const before = readFileSync(TABLE, 'utf8');
  writeTable((text) => lines(text).join('\n'));
  setTimeout(() => writeTable(() => before), ms);
}

function writeTable(change: (text: string) => string): void {
  if (!isApart()) throw new Error(`${TABLE} is everybody's here, and is left alone`);
  writeFileSync(TABLE, change(readFileSync(TABLE, 'utf8')));
}
