/** The head of an answer: what it says about itself and about where it ends. */
export interface Head {
  readonly status: number;
  /** May another request follow on this connection? */
  readonly persistent: boolean;
  readonly framing:
    | { readonly kind: 'sized'; readonly length: number }
    | { readonly kind: 'chunked' }
    | { readonly kind: 'until-close' };
}

export type HeadReading = { readonly ok: true; readonly head: Head } | { readonly ok: false; readonly why: string };

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [^\r\n]*)?\r?\n/;

/** `text` is the head with its last, empty line. */
export function parseHead(text: string): HeadReading {
  const line = STATUS_LINE.exec(text);
  if (!line) return { ok: false, why: 'no HTTP/1 status line' };
  let length: string | undefined;
  let coding: string | undefined;
  let connection = '';
  for (let at = line[0].length; !emptyLine(text, at); ) {
    const end = text.indexOf('\n', at);
    const colon = text.indexOf(':', at);
    if (
      colon === -1 ||
      colon > end ||
      colon === at ||
      isSpace(text.charCodeAt(colon - 1)) ||
      isSpace(text.charCodeAt(at))
    )
      return { ok: false, why: 'a header line is not "name: value"' };
    // Only these three matter here, and their lengths tell most others apart without a copy.
    const size = colon - at;
    if (size === 14 || size === 17 || size === 10) {
      const name = text.slice(at, colon).toLowerCase();
      const value = text.slice(colon + 1, end).trim();
      if (name === 'content-length') {
        if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== value))
          return { ok: false, why: 'content-length is not one number' };
        length = value;
      } else if (name === 'transfer-encoding') coding = coding === undefined ? value : `${coding},${value}`;
      else if (name === 'connection') connection += `,${value.toLowerCase()}`;
    }
    at = end + 1;
  }
  const options = connection.split(',').map((option) => option.trim());
  const stays = line[1] === '1' ? !options.includes('close') : options.includes('keep-alive');
  const status = Number(line[2]);
  if (coding !== undefined) {
    const chunked = /(^|,)\s*chunked$/i.test(coding);
    // Both at once is how requests are smuggled: the coding counts, and nothing more is trusted on this connection.
    const persistent = stays && chunked && length === undefined;
    return { ok: true, head: { status, persistent, framing: { kind: chunked ? 'chunked' : 'until-close' } } };
  }
  if (length === undefined) return { ok: true, head: { status, persistent: stays, framing: { kind: 'until-close' } } };
  return { ok: true, head: { status, persistent: stays, framing: { kind: 'sized', length: Number(length) } } };
}

/** The value of the first header with this name (in lower case). */
export function headerOf(head: string, name: string): string | undefined {
  for (let at = head.indexOf('\n') + 1; at > 0 && at < head.length; at = head.indexOf('\n', at) + 1) {
    if (head.charCodeAt(at + name.length) !== 58) continue;
    if (head.slice(at, at + name.length).toLowerCase() !== name) continue;
    return head.slice(at + name.length + 1, head.indexOf('\n', at)).trim();
  }
  return undefined;
}

function emptyLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}
