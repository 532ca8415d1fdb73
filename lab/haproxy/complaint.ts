import { LabError } from '../error.ts';

const IN_USE = /cannot bind (?:UNIX )?socket \(Address already in use\)(?: for)? \[([^\]]+)\]/;

/** Turns what HAProxy printed before it gave up into an error. Only alerts are fatal; the rest would hide them. */
export function complaint(output: string, what: string, configFile: string): LabError {
  const address = IN_USE.exec(output)?.[1];
  if (address !== undefined) {
    return new LabError('port-in-use', `HAProxy cannot listen on ${address}: another process does.`, {
      fix: `Find it with: ss -ltnp 'sport = :${address.split(':').at(-1)}'`,
    });
  }
  const alerts = output.split('\n').filter((line) => line.includes('[ALERT]'));
  const said = (alerts.length > 0 ? alerts : output.trim().split('\n').slice(-10)).join('\n') || 'nothing';
  return new LabError('haproxy-failed', `${what} It said:\n${said}`, { fix: `Look at ${configFile}.` });
}
