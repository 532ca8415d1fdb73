import { FINDING_CLASSES, type Finding, type Judgement, judge } from '../../harness/judge/index.ts';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';

export interface Found {
  readonly kind: string;
  readonly judgement: Judgement;
}

const PLACES: readonly Partial<Finding>[] = [
  {},
  { step: null, node: null, service: null },
  { from: null, to: null, count: 0, exhibits: [] },
  { to: null },
];

/**
 * A refusal for each class that the judge has, that class alone: a class that is new is among them by itself. What it says,
 * and where, comes from findings of real evidence; in turn something of it is unknown.
 */
export function eachFinding(): Found[] {
  const refused = judge(sampleEvidence('refused-errors'));
  const backwards = judge(sampleEvidence('refused-version-order'));
  const known = [...refused.findings, ...backwards.findings];
  return FINDING_CLASSES.map((kind, index) => {
    const source = kind === 'version-order' ? backwards : refused;
    const like = known.find((finding) => finding.class === kind) ?? refused.findings[0]!;
    const title = like.class === kind ? like.title : `Something of the class ${kind} was found`;
    const finding: Finding = { ...like, ...PLACES[index % PLACES.length], class: kind, severity: 'refuse', title };
    const judgement: Judgement = {
      ...source,
      verdict: 'refused',
      sentence: `Refused: ${title}.`,
      findings: [finding],
      incidents: source.incidents.map((incident) => ({ ...incident, findings: [] })),
    };
    return { kind, judgement };
  });
}
