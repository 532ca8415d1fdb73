import { quote } from '../strategy/index.ts';
import type { TempestOrder } from './order.ts';

/** Whoever is killed renews nothing, and what he began ends. A connection that is lost for a while is no reason. */
const LEASE_SECONDS = 60;

/** As base64 it must fit into what is kept of a command's output. */
export const CHUNK_BYTES = 45_000;

/**
 * Runs the tests once, with results in a file beside what is known of the command, until nobody asks for them any more.
 * `folder` is a word of a script.
 */
export function roundScript(folder: string, order: TempestOrder, leaseSeconds = LEASE_SECONDS): string {
  return `d=${folder}
${lines('include', order.include)}${order.exclude.length === 0 ? '' : `\n${lines('exclude', testsOf(order))}`}
touch "$d/asked"
cd ${quote(order.workspace)} || exit
${commandLine(order, (name) => `"$d/${name}"`)} >"$d/results" &
while kill -0 $! 2>/dev/null; do
  sleep 1
  [ $(($(date +%s) - $(stat -c %Y "$d/asked"))) -lt ${leaseSeconds} ] && continue
  echo "nobody asks for results any more"
  trap : TERM
  kill -s TERM 0
  sleep 5
  kill -s KILL 0
done
wait $!`;
}

/** Prints what has come behind this byte, and says that somebody still asks. */
export function readScript(folder: string, offset: number): string {
  return `d=${folder}
[ -d "$d" ] && touch "$d/asked" && [ -f "$d/results" ] || exit 0
tail -c +${offset + 1} "$d/results" | head -c ${CHUNK_BYTES} | base64`;
}

/** Files are what `file` makes of their names. */
export function commandLine(order: TempestOrder, file: (name: string) => string): string {
  const { command, concurrency, config, exclude } = order;
  return [
    `${command} run --subunit --concurrency ${concurrency}`,
    ...(config === undefined ? [] : [`--config-file ${quote(config)}`]),
    `--include-list ${file('include')}`,
    ...(exclude.length === 0 ? [] : [`--exclude-list ${file('exclude')}`]),
  ].join(' ');
}

const testsOf = ({ exclude }: TempestOrder): string[] => exclude.map(({ test }) => test);

const lines = (name: string, all: readonly string[]): string =>
  `printf '%s\\n' ${all.map(quote).join(' ')} >"$d/${name}"`;
