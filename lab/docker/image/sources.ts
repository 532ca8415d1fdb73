/** Where this machine's own apt gets packages from, as lines for another apt. */

/** One line a package index, fields that no value contains between them. */
export const TARGETS_FORMAT = '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)';

const DISTRIBUTIONS = ['Debian', 'Ubuntu'];

/** Only those of the distribution itself: what else a machine has is for it alone. */
export function sourcesFrom(targets: string, codename: string): string[] {
  const lines = targets.split('\n').flatMap((line) => {
    const [uri = '', suite = '', component = '', origin = ''] = line.split('|');
    const isBase = suite === codename || suite.startsWith(`${codename}-`);
    return isBase && DISTRIBUTIONS.includes(origin) ? [`deb ${uri} ${suite} ${component}`] : [];
  });
  return [...new Set(lines)].sort();
}
