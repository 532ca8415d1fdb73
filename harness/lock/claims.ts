import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isAlive, ProcessIdentity } from '../../lab/index.ts';
import { replace } from './replace.ts';

/**
 * Who drives a lab, as numbered files in its state folder: the highest number holds. A dead holder is not removed but
 * outbid, so that of two who find it dead at the same time one wins, whatever the order of their doings.
 */

const NAME = /^harness-(\d+)\.lock$/;

const Claim = z.object({ holder: ProcessIdentity, command: z.string(), run: z.string().nullable() });
export type Claim = z.infer<typeof Claim>;

export type Outcome = { readonly won: Held } | { readonly lostTo: Claim };

export interface Held extends Disposable {
  /** Says which run folder it is about, once that is known. */
  name(run: string): void;
}

export function claim(folder: string, command: string): Outcome {
  const holder = identify(process.pid);
  if (!holder) throw new Error('expected this process to be in /proc');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const others = numbers(folder);
    const living = others.map((number) => read(folder, number)).find((other) => other && isAlive(other.holder));
    if (living) return { lostTo: living };
    const number = (others.at(-1) ?? 0) + 1;
    const mine: Claim = { holder, command, run: null };
    if (!create(folder, number, mine)) continue;
    // Somebody who saw what was there before may have gone further meanwhile.
    if (numbers(folder).at(-1) !== number) {
      remove(folder, number);
      continue;
    }
    for (const dead of others) remove(folder, dead);
    return { won: held(folder, number, mine) };
  }
}

function held(folder: string, number: number, mine: Claim): Held {
  return {
    name(run) {
      replace(fileOf(folder, number), JSON.stringify({ ...mine, run }));
    },
    [Symbol.dispose]: () => remove(folder, number),
  };
}

/** With all its content or not at all: who reads a half one would take its holder for dead. */
function create(folder: string, number: number, content: Claim): boolean {
  const draft = join(folder, `.harness-${process.pid}-${number}`);
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    linkSync(draft, fileOf(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .map((name) => Number(NAME.exec(name)?.[1]))
    .filter((number) => !Number.isNaN(number))
    .sort((a, b) => a - b);
}

function read(folder: string, number: number): Claim | undefined {
  try {
    return Claim.safeParse(JSON.parse(readFileSync(fileOf(folder, number), 'utf8'))).data;
  } catch {
    // Just given up, or not ours: nobody holds it.
    return undefined;
  }
}

const fileOf = (folder: string, number: number): string => join(folder, `harness-${number}.lock`);
const remove = (folder: string, number: number): void => rmSync(fileOf(folder, number), { force: true });
