/** What a host says of an address: whether it has it now, and each change. Its clock is its own. */
export interface Told {
  /** µs since 1970, by the host's clock. */
  readonly at: number;
  readonly holds: boolean;
  /** It became so at that moment; otherwise it is so. */
  readonly changed: boolean;
}

const BEAT_SECONDS = 2;

/**
 * The kernel tells each change with its moment. Beside that the state is told again and again: what changed before the kernel
 * was listened to shows, and on a connection that is gone the script finds out that nobody reads any more, and ends.
 */
export function askFor(address: string): string {
  return `address=${quote(address)}
TZ=UTC ip -4 -o -ts monitor address &
trap 'kill $!' EXIT
trap 'exit 0' TERM HUP PIPE
while echo "state $(date +%s%6N) $(ip -4 -o address show to "$address" | wc -l)"; do sleep ${BEAT_SECONDS}; done`;
}

/** Undefined: it is about something else. */
export function readLine(address: string, line: string): Told | undefined {
  const [, now, count] = /^state (\d{10,17}) (\d+)$/.exec(line) ?? [];
  if (now !== undefined) return { at: Number(now), holds: count !== '0', changed: false };
  const [, moment = '', fraction = '', deleted, , changed] =
    /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})\] ?(Deleted )?\d+: (\S+) +inet ([\d.]+)\//.exec(line) ?? [];
  const at = Date.parse(`${moment}Z`) * 1000 + Number(fraction);
  return changed === address && Number.isFinite(at) ? { at, holds: deleted === undefined, changed: true } : undefined;
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
