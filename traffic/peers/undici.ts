import { Pool } from 'undici';
import { isStranger, PATIENCE_SECONDS, type Peer } from './peer.ts';

const REQUESTS = 40;

export const undici: Peer = {
  name: 'undici',
  async drive(zoo, manner) {
    const timeout = PATIENCE_SECONDS * 1000;
    const pool = new Pool(zoo.address, { connections: 4, headersTimeout: timeout, bodyTimeout: timeout });
    const account = { answered: 0, errors: 0, strangers: 0 };
    const one = async (_: unknown, index: number) => {
      const mark = `m${index}`;
      try {
        const { body } = await pool.request({ method: 'GET', path: `/${index % 2 ? 'ok' : manner}/${mark}` });
        const text = await body.text();
        account.answered += 1;
        if (isStranger(text, mark)) account.strangers += 1;
      } catch {
        account.errors += 1;
      }
    };
    await Promise.all(Array.from({ length: REQUESTS }, one));
    await pool.destroy();
    return account;
  },
};
