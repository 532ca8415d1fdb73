/** An HAProxy configuration as far as advice on it needs: sections and the lines in them, `defaults` handed on. */

export interface Section {
  readonly kind: string;
  readonly name: string;
  /** Own lines and those of the `defaults` before it, each as its words. */
  readonly lines: readonly (readonly string[])[];
}

const KINDS = ['global', 'defaults', 'frontend', 'backend', 'listen'];

export function readConfiguration(text: string): Section[] {
  const sections: (Section & { lines: string[][] })[] = [];
  for (const raw of text.split('\n')) {
    const words = raw
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    const [first = '', name = ''] = words;
    if (first === '') continue;
    if (KINDS.includes(first)) sections.push({ kind: first, name, lines: [] });
    else sections.at(-1)?.lines.push(words);
  }
  return sections.map((section, index) => ({ ...section, lines: [...inherited(sections, index), ...section.lines] }));
}

function inherited(sections: readonly Section[], index: number): readonly (readonly string[])[] {
  if (!['frontend', 'backend', 'listen'].includes(sections[index]!.kind)) return [];
  return sections.slice(0, index).findLast(({ kind }) => kind === 'defaults')?.lines ?? [];
}

/** The last one counts. */
export function setting({ lines }: Section, ...start: readonly string[]): readonly string[] | undefined {
  return lines.findLast((words) => start.every((word, index) => words[index] === word))?.slice(start.length);
}

/** `500` is in ms. */
export function milliseconds(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text ?? '') ?? [];
  if (amount === undefined) return undefined;
  const units: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Number(amount) * units[unit ?? 'ms']!;
}
