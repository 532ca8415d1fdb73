import { type Scene, type StepInScene, soFar } from '../../live/index.ts';
import { fill, fit, harmless } from './fit.ts';

export interface Line {
  readonly tone: 'plain' | 'strong' | 'quiet' | 'doubt' | 'bad';
  readonly text: string;
}

export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** On less than this the lines that scroll by need the room. */
const LEAST_ROWS = 14;

/** What stands below the lines of a run while it goes on: where it is, how the load fares, the servers, the time left. */
export function block(scene: Scene, address: string | undefined, { columns, rows }: Room): Line[] {
  const { all, current, puttingBack } = scene.steps;
  if (!current && !puttingBack) return [];
  // Some terminals wrap as soon as the last column is used.
  const width = Math.max(1, columns - 1);
  const place = current ? all.findIndex(({ id }) => id === current.id) : all.length;
  const lines = [
    head(scene, current, width),
    ...after(all, place, 2),
    ...troubles(scene),
    load(scene),
    ...servers(scene, width),
    time(scene, place, all.length),
    ...(address === undefined ? [] : [line('quiet', `  live ${address}`)]),
  ];
  const short = [lines[0]!, load(scene)];
  return (rows < LEAST_ROWS ? short : lines).map(({ tone, text }) => line(tone, fit(harmlessIndented(text), width)));
}

function head({ t }: Scene, current: StepInScene | undefined, width: number): Line {
  if (!current) return line('strong', '▸ putting back what was changed');
  const seconds = `${((t - (current.from ?? t)) / 1e6).toFixed(1)} s`;
  const title = fit(`▸ ${current.id} ${harmless(current.title)}`, Math.max(0, width - seconds.length - 1));
  return line('strong', `${title} ${seconds}`);
}

/** The next of the plan. */
function after(all: readonly StepInScene[], place: number, most: number): Line[] {
  return all.slice(place + 1, place + 1 + most).map(({ id, title }) => line('quiet', `  ${id} ${title}`));
}

function troubles(scene: Scene): Line[] {
  const { tone, sentence } = soFar(scene);
  if (tone === 'plain') return [];
  const [said = ''] = sentence.split('. The verdict');
  return [line(tone, `  ${said}`)];
}

function load({ load: { totals, pulse, perSecond, bad } }: Scene): Line {
  if (!pulse) return line('plain', totals.intended === 0 ? '  traffic starts' : '  no traffic');
  const ms = (value: number | null): string => (value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
  const counts = [
    `${Math.round(perSecond)}/s`,
    `${totals.intended.toLocaleString('en-US')} requests`,
    `${bad.toLocaleString('en-US')} failed`,
    `p50 ${ms(pulse.p50Ms)}`,
    `p99 ${ms(pulse.p99Ms)}`,
    `newest version ${pulse.newest ?? '–'}`,
  ];
  return line(bad > 0 ? 'bad' : 'plain', `  ${counts.join(' · ')}`);
}

function servers({ servers: { all } }: Scene, width: number): Line[] {
  const words = [...Map.groupBy(all, ({ server }) => server).values()].map((seen) => {
    const { server, release, version } = seen[0]!;
    // Two load balancers may think differently of one server.
    const state = [...new Set(seen.map((one) => one.state))].join('|');
    const runs = [release, version === null ? null : `(${version})`].filter((word) => word !== null).join(' ');
    return harmless([server, state, runs].filter((word) => word !== '').join(' '));
  });
  return fill(words, width - 2, 3).map((text) => line('plain', `  ${text}`));
}

function time({ t, timeLeft }: Scene, place: number, steps: number): Line {
  const left = timeLeft === null ? [] : [`about ${clock(timeLeft / 1000)} left, as the last time`];
  const where = place < steps ? [`step ${place + 1} of ${steps}`] : [];
  return line('quiet', `  ${[...where, `${clock(t / 1e6)} since the start`, ...left].join(' · ')}`);
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function line(tone: Line['tone'], text: string): Line {
  return { tone, text };
}

function harmlessIndented(text: string): string {
  return `${/^ */.exec(text)?.[0] ?? ''}${harmless(text).trimStart()}`;
}
