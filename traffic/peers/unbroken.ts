import { profileOf, rowsOf, runTrial } from '../engine/testing/index.ts';
import { PATIENCE_SECONDS, type Peer } from './peer.ts';

export const unbroken: Peer = {
  name: 'Unbroken',
  async drive(zoo, manner) {
    const holds = { '/mark': '${mark}' };
    const operations = {
      it: { weight: 1, request: `GET /${manner}/\${mark}`, holds },
      well: { weight: 1, request: 'GET /ok/${mark}', holds },
    };
    const lanes = { kept: { share: 1, connection: 'keep-alive' } };
    const profile = profileOf({ operations, lanes, rate: 40, timeoutSeconds: PATIENCE_SECONDS });
    const until = ({ intended }: { intended: number }) => intended >= 40;
    const { ledger } = await runTrial({ target: zoo.address, profile, until });
    const rows = rowsOf(ledger);
    const answered = rows.filter(({ status }) => status > 0).length;
    // An answer that does not hold the request's mark is a failure: none is taken for good.
    return { answered, errors: rows.length - answered, strangers: 0 };
  },
};
