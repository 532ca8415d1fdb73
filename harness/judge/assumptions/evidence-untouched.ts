import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list } from '../wording.ts';

/** What is judged is what the run left. Evidence that somebody has changed proves nothing, in either direction. */
export function evidenceUntouched({ tampered }: Context): Assumption {
  const holds = tampered.length === 0;
  return {
    name: 'evidence-untouched',
    title: 'The evidence is as the run left it',
    holds,
    detail: holds ? 'Nothing differs from what was sealed at the end of the run.' : `${list(tampered)}.`,
    fix: 'Take the run folder from where it was kept at first. What was changed cannot be mended.',
  };
}
