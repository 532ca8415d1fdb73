/** Keeps a core busy for as long as somebody holds the other end of its stdin. */

const TURN_MS = 50;

function burn(): void {
  const end = performance.now() + TURN_MS;
  while (performance.now() < end);
  setImmediate(burn);
}

process.stdin.on('end', () => process.exit()).resume();
burn();
