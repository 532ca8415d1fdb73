/** What `option httplog` says of one request, once it has ended. */
export interface HttpLine {
  readonly client: string;
  /** When the first byte of the request came: ms since 1970, if this local time were UTC. */
  readonly localTime: number;
  readonly frontend: string;
  readonly backend: string;
  /** Where it was sent last; `<NOSRV>`: nowhere. */
  readonly server: string;
  /** ms until the whole head had come, in queues, until the server's connection stood, until its head; -1: not so far. */
  readonly requestMs: number;
  readonly queuedMs: number;
  readonly connectingMs: number;
  readonly respondingMs: number;
  /** From the first byte of the request to the last of the answer. */
  readonly totalMs: number;
  /** What the client was sent; 0: nothing. */
  readonly status: number;
  /** Sent to the client, head included. */
  readonly bytes: number;
  /** Who ended it, in which state, and what became of cookies: `----`, `SH--`, `CD--` … */
  readonly termination: string;
  /** Open connections: of the process, the front end, the backend, the server. */
  readonly connections: readonly [process: number, frontend: number, backend: number, server: number];
  readonly retries: number;
  readonly redispatched: boolean;
  /** Requests that were ahead of it: in the server's queue, in the backend's. */
  readonly queues: readonly [server: number, backend: number];
  /** Headers that the front end captures: of the request, then of the answer. Empty: there was none of that name. */
  readonly captured: readonly (readonly string[])[];
  /** As HAProxy escaped it; `<BADREQ>`: it made no sense of it. */
  readonly request: string;
  /** The line was longer than HAProxy sends: the end of the request is missing. */
  readonly cut: boolean;
}

const NUMBER = String.raw`\d{1,15}`;
const TIMER = String.raw`-1|\d{1,15}`;

/**
 * Section 8.2.3 of HAProxy's manual. A `+` stands before what may still grow (`option logasap`) and before the retries of a
 * request that was redispatched; `~` stands after a front end that was spoken to over TLS.
 */
const HTTP = new RegExp(
  [
    String.raw`^(\S+) \[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)\.(\d{3})\]`,
    String.raw`([^\s~]+)~? ([^\s/]+)\/(\S+)`,
    String.raw`(${TIMER})\/(${TIMER})\/(${TIMER})\/(${TIMER})\/\+?(${TIMER})`,
    String.raw`(-1|\d{1,3}) \+?(${NUMBER}) \S+ \S+ ([CSPLRIDUKcs-][RQCHDLT-][NIDVEOU-][NIUPRD-])`,
    String.raw`(${NUMBER})\/(${NUMBER})\/(${NUMBER})\/(${NUMBER})\/(\+?)(${NUMBER}) (${NUMBER})\/(${NUMBER})`,
    // Braces, bars and quotes are escaped in what was captured, and quotes in the request.
    String.raw`(?:\{([^{}"]*)\} )?(?:\{([^{}"]*)\} )?"([^"]*)("?)$`,
  ].join(' '),
);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A message in this format, or undefined: other messages have other shapes. */
export function parseHttpLine(message: string): HttpLine | undefined {
  const found = HTTP.exec(message);
  if (!found) return undefined;
  const number = (group: number) => Number(found[group]);
  const text = (group: number) => found[group]!;
  const month = MONTHS.indexOf(text(3));
  if (month === -1) return undefined;
  return {
    client: text(1),
    localTime: Date.UTC(number(4), month, number(2), number(5), number(6), number(7), number(8)),
    frontend: text(9),
    backend: text(10),
    server: text(11),
    requestMs: number(12),
    queuedMs: number(13),
    connectingMs: number(14),
    respondingMs: number(15),
    totalMs: number(16),
    status: Math.max(0, number(17)),
    bytes: number(18),
    termination: text(19),
    connections: [number(20), number(21), number(22), number(23)],
    redispatched: found[24] === '+',
    retries: number(25),
    queues: [number(26), number(27)],
    captured: [found[28], found[29]].flatMap((group) => (group === undefined ? [] : [group.split('|')])),
    request: text(30),
    cut: found[31] === '',
  };
}

/** As HAProxy would write it, without cookies. */
export function renderHttpLine(line: HttpLine): string {
  const { requestMs, queuedMs, connectingMs, respondingMs, totalMs, status, bytes, termination } = line;
  return [
    `${line.client} [${localDate(line.localTime)}] ${line.frontend} ${line.backend}/${line.server}`,
    `${requestMs}/${queuedMs}/${connectingMs}/${respondingMs}/${totalMs} ${status} ${bytes} - - ${termination}`,
    `${line.connections.join('/')}/${line.redispatched ? '+' : ''}${line.retries} ${line.queues.join('/')}`,
    ...line.captured.map((headers) => `{${headers.join('|')}}`),
    `"${line.request}${line.cut ? '' : '"'}`,
  ].join(' ');
}

function localDate(time: number): string {
  const [, year, month, day, clock] = /^(\d+)-(\d\d)-(\d\d)T([\d:.]+)Z$/.exec(new Date(time).toISOString())!;
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock}`;
}
