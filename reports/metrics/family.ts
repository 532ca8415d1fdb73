export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  /** What is not known is left out. */
  readonly value: number | null | undefined;
}

/** One metric with its samples, which get the labels that all have in common. */
export type Family = (common: Labels) => string;

/** What a metric is, wherever it is told. */
export const gauge =
  (name: string, help: string, unit: '' | 'seconds' = '') =>
  (samples: readonly Sample[]): Family =>
  (common) => {
    const lines = samples.flatMap(({ labels = {}, value }) =>
      value === null || value === undefined ? [] : [`unbroken_${name}${written({ ...common, ...labels })} ${value}\n`],
    );
    if (lines.length === 0) return '';
    const head = [
      `# TYPE unbroken_${name} gauge`,
      ...(unit === '' ? [] : [`# UNIT unbroken_${name} ${unit}`]),
      `# HELP unbroken_${name} ${help}.`,
    ];
    return `${head.join('\n')}\n${lines.join('')}`;
  };

export const exposition = (families: readonly Family[], common: Labels): string =>
  `${families.map((family) => family(common)).join('')}# EOF\n`;

const written = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;

const escaped = (text: string): string =>
  text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
