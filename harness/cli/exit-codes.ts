/** How a command that judges a run ends. docs/ci/README.md has what each means for others. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: 'certified',
  1: 'refused',
  2: 'inconclusive',
  64: 'wrong use or configuration',
  70: 'a bug in unbroken',
  130: 'interrupted',
};

export const exitCodesInHelp = (): string =>
  Object.entries(EXIT_CODES)
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join('   ');
