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
  const { GITHUB_STEP_SUMMARY: file, GITHUB_ACTIONS } = environment;
  if (file) {
    const written = existsSync(file) ? statSync(file).size : 0;
    appendFileSync(file, renderers.renderMarkdown(judgement, SUMMARY_BYTES - written));
  }
  if (GITHUB_ACTIONS === 'true') process.stderr.write(renderers.renderAnnotations(judgement));
}
