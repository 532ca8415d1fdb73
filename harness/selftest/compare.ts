import type { Finding, Judgement } from '../judge/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Expectation, ExpectedFinding } from './fault.ts';

/** What was made of a planted fault, held against what should have been. */
export interface Comparison {
  /** Empty: exactly as expected. */
  readonly problems: readonly string[];
  /** From the beginning of the fault to what was found of it first, ms; null where either cannot be said. */
  readonly delayMs: number | null;
}

/** `begun`: when the fault began, µs since the run's base. */
export function compare(expected: Expectation, judgement: Judgement, plan: Plan, begun: number | null): Comparison {
  const { verdict, orElse, findings = [], also = [], broken = [], alsoBroken = [], reconciled = [], cause } = expected;
  const kinds = new Map(plan.stages.flatMap(({ steps }) => steps.map(({ id, act }) => [id, act.kind])));
  const refusing = judgement.findings.filter(({ severity }) => severity === 'refuse');
  const fits = (wanted: ExpectedFinding) => (found: Finding) =>
    found.class === wanted.class &&
    (wanted.step === undefined || [wanted.step].flat().includes(kinds.get(found.step ?? '') ?? '')) &&
    (wanted.node === undefined || found.node === wanted.node);
  const known = [...findings.map((one) => one.class), ...also];
  const differences = judgement.reconciliation?.differences.map((one) => one.class) ?? [];
  const unmet = judgement.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
  return {
    problems: [
      ...([verdict, orElse].includes(judgement.verdict) ? [] : [`${judgement.verdict} instead of ${verdict}`]),
      ...findings.filter((wanted) => !refusing.some(fits(wanted))).map((wanted) => `missed ${wording(wanted)}`),
      ...distinct(refusing.map((one) => one.class).filter((name) => !known.includes(name))).map(
        (name) => `also refused for ${name}`,
      ),
      ...reconciled
        .filter((name) => !differences.includes(name))
        .map((name) => `no difference ${name} was named when the accounts were held against each other`),
      ...(cause === undefined || judgement.incidents.some(({ sentence }) => sentence.includes(cause))
        ? []
        : [`no incident was put down to "${cause}"`]),
      // A refusal wins over whatever was not proved.
      ...(verdict === 'refused' || judgement.verdict === orElse ? [] : strangers(unmet, broken, alsoBroken)),
    ],
    delayMs: delay(
      refusing.filter((one) => findings.some((wanted) => fits(wanted)(one))),
      begun,
    ),
  };
}

/** What was under way when the fault began shows by its end. */
function delay(found: readonly Finding[], begun: number | null): number | null {
  if (begun === null) return null;
  const moments = found.flatMap(({ from, to }) => (from !== null && from < begun ? (to ?? []) : (from ?? [])));
  return moments.length > 0 ? Math.round((Math.min(...moments) - begun) / 1000) : null;
}

function strangers(unmet: readonly string[], broken: readonly string[], alsoBroken: readonly string[]): string[] {
  return [
    ...broken.filter((name) => !unmet.includes(name)).map((name) => `${name} held`),
    ...unmet
      .filter((name) => !broken.includes(name) && !alsoBroken.includes(name))
      .map((name) => `${name} did not hold`),
  ];
}

export function wording({ class: name, step, node }: ExpectedFinding): string {
  return [
    name,
    ...(step
      ? [
          `in a step ${[step]
            .flat()
            .map((kind) => `"${kind}"`)
            .join(' or ')}`,
        ]
      : []),
    ...(node ? [`on ${node}`] : []),
  ].join(' ');
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
