import { appendFileSync, existsSync, statSync } from 'node:fs';
import type { Judgement } from '../judge/index.ts';

/** GitHub takes no summary of a step that is larger, whoever wrote to it. */
const SUMMARY_BYTES = 1024 * 1024;

export interface JobPage {
  renderMarkdown(judgement: Judgement, mostBytes?: number): string;
  renderAnnotations(judgement: Judgement): string;
}

/** In GitHub Actions: a summary on the job's page, and refusals as annotations. Elsewhere nothing. */
export function tellGithub(judgement: Judgement, renderers: JobPage, environment: NodeJS.ProcessEnv): void {
  addToSummary(environment, (bytes) => renderers.renderMarkdown(judgement, bytes));
  if (environment.GITHUB_ACTIONS === 'true') process.stderr.write(renderers.renderAnnotations(judgement));
}

/** What is given gets told how many bytes the job's page still takes. */
export function addToSummary({ GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv, text: (bytes: number) => string): void {
  if (!file) return;
  const written = existsSync(file) ? statSync(file).size : 0;
  appendFileSync(file, text(SUMMARY_BYTES - written));
}
