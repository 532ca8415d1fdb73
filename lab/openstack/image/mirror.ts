/** Debian's own mirror among the package indexes of this machine: the same one has other suites. */
export function mirrorIn(targets: string): string | undefined {
  const lines = targets.split('\n').map((line) => line.split('|'));
  const base = lines.find(
    ([, suite = '', component, origin]) => component === 'main' && origin === 'Debian' && /^[a-z]+$/.test(suite),
  );
  return base?.[0];
}
