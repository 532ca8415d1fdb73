/** The value at a JSON pointer (RFC 6901), `undefined` where there is none. */
export function atPointer(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found)) found = /^(0|[1-9]\d*)$/.test(key) ? found[Number(key)] : undefined;
    else if (typeof found === 'object' && found !== null && Object.hasOwn(found, key))
      found = (found as Record<string, unknown>)[key];
    else return undefined;
  }
  return found;
}
