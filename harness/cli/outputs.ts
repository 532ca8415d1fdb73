import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Evidence, type Judgement, judge, type PastRun, type UnreadableRun } from '../judge/index.ts';
import type { Scene } from '../live/index.ts';
import { isSealed, seal, sign, tell, verify } from '../manifest/index.ts';
import type { Night, PastNight } from '../nightly/index.ts';
import type { Plan } from '../plan/index.ts';
import type { RunFolder } from '../run/index.ts';
import { type JobPage, tellGithub } from './github.ts';

/** The reports, handed in from outside: the harness does not know what they look like. */
export interface Renderers extends JobPage {
  renderHtml(judgement: Judgement, evidence: Evidence): string;
  renderJunit(judgement: Judgement): string;
  renderVerdictJson(judgement: Judgement): string;
  renderMetrics(judgement: Judgement): string;
  renderGrafana(judgement: Judgement): string;
  renderLive(plan: Plan): string;
  renderLiveMetrics(scene: Scene): string;
  renderHistory(title: string, runs: readonly PastRun[], unreadable: readonly UnreadableRun[]): string;
  renderNight(nights: readonly PastNight[], unreadable: readonly UnreadableRun[]): string;
  renderNightMarkdown(night: Night): string;
  renderNightJunit(night: Night): string;
  renderComparison(before: Judgement, after: Judgement): string;
  renderComparisonText(before: Judgement, after: Judgement): string;
}

export interface OutputOptions {
  readonly junit?: string;
  readonly json?: boolean;
  /** Nothing on stdout: somebody else says what came of it. */
  readonly silent?: boolean | undefined;
}

/** Judges what a run folder holds, writes every report beside it and says the verdict. */
export async function judgeAndReport(
  folder: RunFolder,
  renderers: Renderers,
  options: OutputOptions,
): Promise<Judgement> {
  const sealed = isSealed(folder.path);
  const evidence = await folder.evidence();
  const judgement = judge(sealed ? { ...evidence, tampered: verify(folder.path).map(tell) } : evidence);
  const verdict = renderers.renderVerdictJson(judgement);
  const junit = renderers.renderJunit(judgement);
  const reports = {
    'verdict.json': verdict,
    'junit.xml': junit,
    'summary.md': renderers.renderMarkdown(judgement),
    'metrics.txt': renderers.renderMetrics(judgement),
    'grafana.json': renderers.renderGrafana(judgement),
    'report.html': renderers.renderHtml(judgement, evidence),
  };
  const where = sealed ? folder.writeAgain(reports) : folder.writeAll(reports);
  if (options.junit) writeFileSync(options.junit, junit);
  tellGithub(judgement, renderers, process.env);
  if (!options.silent) process.stdout.write(options.json ? verdict : closing(judgement, where));
  return judgement;
}

/** At the end of a run: judged, reported, and sealed so that whatever is changed later is noticed. */
export async function concludeRun(
  folder: RunFolder,
  renderers: Renderers,
  options: OutputOptions & { readonly sign?: string },
): Promise<Judgement> {
  const judgement = await judgeAndReport(folder, renderers, options);
  seal(folder.path);
  if (options.sign) sign(folder.path, options.sign);
  return judgement;
}

function closing(judgement: Judgement, where: string): string {
  const { proof, findings, assumptions } = judgement;
  const { planted } = judgement.run;
  const word =
    judgement.ended === 'interrupted' ? `INTERRUPTED, ${judgement.verdict}` : judgement.verdict.toUpperCase();
  const percent = (share: number): string => `${(share * 100).toPrecision(2)} %`;
  return [
    '',
    `${planted === null ? '' : `AN EXERCISE, no certificate (planted: ${planted}). `}${word}: ${judgement.sentence.replace(/^\w+: /, '')}`,
    ...findings
      .filter(({ severity }) => severity === 'refuse')
      .map((finding) => `  refused  ${finding.step ? `step ${finding.step}: ` : ''}${finding.title}`),
    ...assumptions
      .filter(({ holds }) => !holds)
      .map(({ title, detail, fix }) => `  unproved ${title}: ${detail} ${fix}`),
    `  ${proof.intended} requests, ${proof.failed + proof.unknown} failed; error rate at most ${percent(proof.errorBound)} (95 %), shortest outage seen for sure ${Math.ceil(proof.detectableMs)} ms`,
    `report   ${join(where, 'report.html')}`,
    `verdict  ${join(where, 'verdict.json')}`,
    '',
  ].join('\n');
}
