/** Shorter ones stand in too many other words. */
const LEAST_LENGTH = 4;

const SECRET = /pass|secret|token|credential|private|api_?key/i;

/** Values whose names say that nobody should read them. */
export function secretsAmong(...variables: readonly Readonly<Record<string, string | undefined>>[]): string[] {
  return variables.flatMap((all) =>
    Object.entries(all).flatMap(([name, value]) => (value !== undefined && SECRET.test(name) ? [value] : [])),
  );
}

/** Takes known secrets out of a text, and what follows words that announce one: `password=…`, `--token …`. */
export function without(secrets: readonly string[]): (text: string) => string {
  // The longest first: one may be the beginning of another.
  const known = [...new Set(secrets)].filter((one) => one.length >= LEAST_LENGTH).sort((a, b) => b.length - a.length);
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
      .replaceAll(
        /((?:password|passwd|secret|token|api[-_]?key)["']?(?:\s*[=:]\s*|\s+)["']?)(?!\*\*\*)[^\s"',}]+/gi,
        '$1***',
      );
}
