/** Values that `${name}` stands for: of the run, of a session, of one request. Secret: never recorded or shown. */
export type Variables = Readonly<Record<string, string>>;

/** Text with `${name}` in it, taken apart once. `texts` has one more than `names`. */
export interface Template {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

const PLACE = /\$\{([^}]*)\}/;

export function template(text: string): Template {
  const parts = text.split(PLACE);
  return { texts: parts.filter((_, index) => index % 2 === 0), names: parts.filter((_, index) => index % 2 === 1) };
}

export type Filled = { readonly ok: true; readonly text: string } | Unfilled;

/** Why a template cannot be filled: the variable, never its value. */
export interface Unfilled {
  readonly ok: false;
  readonly variable: string;
  readonly why: 'missing' | 'unfit';
}

/** `fit` makes a value safe for where it goes, or says with `undefined` that it cannot be there. */
export function fill(
  { texts, names }: Template,
  variables: Variables,
  fit: (value: string) => string | undefined,
): Filled {
  let text = texts[0]!;
  for (const [index, variable] of names.entries()) {
    const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (value === undefined) return { ok: false, variable, why: 'missing' };
    const fitted = fit(value);
    if (fitted === undefined) return { ok: false, variable, why: 'unfit' };
    text += fitted + texts[index + 1]!;
  }
  return { ok: true, text };
}
