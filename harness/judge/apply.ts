import type { Context } from './context.ts';
import type { Assumption, Finding } from './judgement.ts';
import type { Rules } from './rules.ts';

export interface Results {
  /** Worst first. */
  readonly findings: Finding[];
  readonly assumptions: Assumption[];
}

/** Applies every rule. One that throws has judged nothing, so what it guards is unknown: a broken assumption of its own. */
export function apply(rules: Rules, context: Context): Results {
  const broken: Assumption[] = [];
  const attempt = <Value>([name, rule]: [string, (context: Context) => Value[]]): Value[] => {
    try {
      return rule(context);
    } catch (error) {
      broken.push(thrown(name, error));
      return [];
    }
  };
  const findings = Object.entries(rules.findings).flatMap(attempt<Finding>);
  const assumptions = Object.entries(rules.assumptions).flatMap(([name, rule]) =>
    attempt<Assumption>([name, (given) => [rule(given)]]),
  );
  return {
    findings: [...findings.filter(isRefusal), ...findings.filter((finding) => !isRefusal(finding))],
    assumptions: [...broken, ...assumptions],
  };
}

export const isRefusal = ({ severity }: Finding): boolean => severity === 'refuse';

export function thrown(rule: string, error: unknown): Assumption {
  return {
    name: `rule-${rule}`,
    title: `The rule ${rule} could be applied`,
    holds: false,
    detail: `It failed: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'This is a fault of the judge or of damaged evidence. Judge the stored run again with a mended version.',
  };
}
