/** `?name=` is a regular expression. The two forms that everybody uses need no look at every row. */
export type NameFilter =
  | { readonly kind: 'exact'; readonly name: string }
  | { readonly kind: 'part'; readonly name: string }
  | { readonly kind: 'expression'; readonly expression: RegExp };

// With what a client escapes although it has no need to: the dots and hyphens of a host name.
const PLAIN = /^(\^?)((?:[^\\^$.|?*+()[\]{}]|\\[-. ])*)(\$?)$/;

/** Undefined when it is no regular expression. */
export function nameFilter(text: string): NameFilter | undefined {
  const [, start, escaped = '', end] = PLAIN.exec(text) ?? [];
  const name = escaped.replaceAll('\\', '');
  if (start === '^' && end === '$') return { kind: 'exact', name };
  if (start === '' && end === '') return { kind: 'part', name };
  try {
    return { kind: 'expression', expression: new RegExp(text) };
  } catch {
    return undefined;
  }
}
