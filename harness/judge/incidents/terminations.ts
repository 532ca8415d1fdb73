/** HAProxy's documentation, 8.5: who or what ended a session, and in which phase. */
const WHO: Readonly<Record<string, string>> = {
  '-': 'ended normally',
  C: 'the client hung up',
  S: 'the server hung up or refused the connection',
  P: 'the load balancer broke it off by a rule or for an invalid answer',
  L: 'the load balancer answered by itself',
  R: 'a resource of the load balancer was used up',
  I: 'an internal error of the load balancer',
  D: 'the load balancer broke it off because the server was found down',
  U: 'the load balancer broke it off because a preferred server came back',
  K: 'an administrator broke it off',
  c: 'the client’s time was up',
  s: 'the server’s time was up',
};

const WHEN: Readonly<Record<string, string>> = {
  R: 'while the request was read',
  Q: 'while it waited for a server',
  C: 'while the connection to the server was made',
  H: 'while the answer’s head was awaited',
  D: 'in the middle of the answer',
  L: 'when the last of the answer was on its way to the client',
  T: 'while the client was held in the tarpit',
};

export function meaningOf(state: string): string {
  const who = WHO[state[0] ?? ''] ?? 'ended for an unknown reason';
  const when = WHEN[state[1] ?? ''];
  return when ? `${who} ${when}` : who;
}
