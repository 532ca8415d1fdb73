import { z } from 'zod';
import type { Judgement, PastRun } from '../judge/index.ts';
import type { Job } from './job.ts';
import type { JobResult } from './night.ts';
import type { Taken } from './take.ts';

/** What `selftest` leaves, as far as it is told. */
export const Suite = z.object({
  passed: z.number(),
  failed: z.number(),
  unplantable: z.number(),
  trials: z.array(z.object({ name: z.string(), problems: z.array(z.string()), command: z.string() })),
});
export type Suite = z.infer<typeof Suite>;

/** What a job has left in the folder of its night. */
export interface Left {
  readonly runs: readonly PastRun[];
  readonly suite: { readonly path: string; readonly suite: Suite } | undefined;
  /** The last thing that it complained of. */
  readonly complaint: string | undefined;
}

const LINES = 20;

const begun = ({ name, says, command }: Job): Omit<JobResult, 'state' | 'why'> => ({
  ...{ name, says, command, kind: command[0] === 'selftest' ? 'suite' : 'upgrade' },
  ...{ code: null, asExpected: false, seconds: 0, against: [], reports: [], figures: null },
});

export const notRun = (job: Job, why: string): JobResult => ({ ...begun(job), state: 'not-run', why });

export const leftOut = (job: Job): JobResult => ({
  ...begun(job),
  state: 'left-out',
  why: 'Nobody asked for it this time.',
});

export function resultOf(job: Job, { state, code, seconds }: Taken, left: Left): JobResult {
  const { runs, suite, complaint } = left;
  const judgements = runs.map(({ judgement }) => judgement);
  const known = { ...begun(job), state, code, seconds };
  return {
    ...known,
    asExpected: state === 'ended' && (job.expects as readonly (number | null)[]).includes(code),
    why: whyOf(known, job, left),
    against: (suite ? missed(suite.suite) : judgements.flatMap(speaking)).slice(0, LINES),
    reports: [
      ...runs.filter(({ report }) => report).map(({ path }) => ({ path: `${path}/report.html`, title: 'report' })),
      ...(suite ? [{ path: suite.path, title: 'table' }] : []),
      { path: `${job.name}/output.txt`, title: complaint === undefined ? 'output' : 'what it said' },
    ],
    figures: figuresOf(judgements),
  };
}

function whyOf(
  { state, code }: Pick<JobResult, 'state' | 'code'>,
  { minutes }: Job,
  { runs, suite, complaint }: Left,
): string {
  if (state === 'timed-out') return `It was not over after ${minutes} minutes, and was ended.`;
  if (state === 'interrupted') return 'It was interrupted.';
  const said = suite ? sum(suite.suite) : runs.at(-1)?.judgement.sentence;
  if (said !== undefined) return withoutVerdict(said);
  return complaint ?? (code === null ? 'It was killed.' : `It ended with ${code} and left no result.`);
}

/** The verdict stands beside it as a word. */
function withoutVerdict(sentence: string): string {
  const rest = sentence.replace(/^(?:certified|refused|inconclusive)[:,] +/i, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function sum({ passed, failed, unplantable }: Suite): string {
  const faults = (count: number): string => `${count} ${count === 1 ? 'fault' : 'faults'}`;
  return [
    `${faults(passed)} found as expected`,
    ...(failed > 0 ? [`${failed} not`] : []),
    ...(unplantable > 0 ? [`${unplantable} not plantable here`] : []),
  ].join(', ');
}

const missed = ({ trials }: Suite): string[] =>
  trials
    .filter(({ problems }) => problems.length > 0)
    .map(({ name, problems, command }) => `${name}: ${problems.join('; ')} (${command})`);

/** Findings that refuse; where none does, what the experiment lacked. */
function speaking({ findings, assumptions }: Judgement): string[] {
  const refusing = findings.filter(({ severity }) => severity === 'refuse');
  if (refusing.length > 0) return refusing.map(({ title, step }) => (step === null ? title : `step ${step}: ${title}`));
  return assumptions.filter(({ holds }) => !holds).map(({ title, detail }) => `${title}: no. ${detail}`);
}

function figuresOf(judgements: readonly Judgement[]): JobResult['figures'] {
  if (judgements.length === 0) return null;
  const sumOf = (of: (judgement: Judgement) => number) => judgements.reduce((total, one) => total + of(one), 0);
  const worst = (of: (judgement: Judgement) => number) => Math.max(...judgements.map(of));
  const measured = judgements.filter(({ proof }) => proof.latencyMs);
  return {
    requests: sumOf(({ proof }) => proof.intended),
    failed: sumOf(({ proof }) => proof.failed + proof.unknown),
    errorBound: worst(({ proof }) => proof.errorBound),
    p99Ms: measured.length > 0 ? Math.max(...measured.map(({ proof }) => proof.latencyMs!.p99)) : null,
  };
}
