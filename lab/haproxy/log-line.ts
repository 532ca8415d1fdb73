import { type HttpLine, parseHttpLine } from './http-line.ts';

/** A line of a log file as `receiveLogs` writes it. */
export type LogLine =
  /** A request that ended. */
  | ({ readonly kind: 'request'; readonly syslog: string; readonly utcOffsetMinutes: number } & HttpLine)
  /** What became of a server, a backend or HAProxy itself. */
  | { readonly kind: 'state'; readonly text: string }
  /** Lines that came and were not written. */
  | { readonly kind: 'lost'; readonly lines: number }
  | { readonly kind: 'unreadable' };

const UNREADABLE = { kind: 'unreadable' } as const;

/** Arrival, then RFC 5424: priority and version, time with its offset, host, program, process, message id, structured data. */
const SYSLOG =
  /^(\d{4}-\d\d-\d\dT[\d:.]+Z <\d{1,3}>1 \d{4}-\d\d-\d\dT[\d:.]+(?:Z|([+-])(\d\d):(\d\d)) \S+ \S+ \S+ \S+ (?:-|(?:\[[^\]]*\])+)) /;

const LOST = /^# (\d{1,15}) lines lost here\b/;

const STATE =
  /^(?:Server|Backup Server|Health check for|Backend|backend|Proxy|Stopping|Pausing|Enabling|Loading|Reloading) /;

export function parseLogLine(line: string): LogLine {
  const framing = SYSLOG.exec(line);
  if (!framing) {
    const lost = LOST.exec(line);
    return lost ? { kind: 'lost', lines: Number(lost[1]) } : UNREADABLE;
  }
  const message = line.slice(framing[0].length);
  if (STATE.test(message)) return { kind: 'state', text: message };
  const request = parseHttpLine(message);
  if (!request) return UNREADABLE;
  const [, syslog = '', sign, hours = '0', minutes = '0'] = framing;
  const offset = Number(hours) * 60 + Number(minutes);
  return { kind: 'request', syslog, utcOffsetMinutes: sign === '-' ? -offset : offset, ...request };
}
