import { type Judgement as Judged, Judgement } from '../harness/judge/index.ts';

/** The published file: keys in the order of the schema, whatever order they were made in, so that two runs can be compared. */
export const renderVerdictJson = (judgement: Judged): string => {
  const ordered = Judgement.parse(judgement);
  const { proof } = ordered;
  const versionOrder = Object.fromEntries(Object.entries(proof.versionOrder).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...ordered, proof: { ...proof, versionOrder } }, null, 2)}\n`;
};
