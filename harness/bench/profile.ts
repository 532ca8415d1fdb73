import { Profile } from '../../traffic/index.ts';

/** One operation over kept connections: what the lines of the table that record something have in common. */
export function oneOperation(rate: number, more: object = {}): Profile {
  return Profile.parse({
    service: 'bench',
    rate,
    sessions: 16,
    lanes: { 'keep-alive': { share: 1, connection: 'keep-alive' } },
    operations: { get: { weight: 1, request: 'GET /' } },
    ...more,
  });
}
