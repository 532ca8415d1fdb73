import type { Evidence } from '../../harness/judge/index.ts';
import type { Plan } from '../../harness/plan/index.ts';
import { type Doing, doingsByStep } from '../account/index.ts';
import { brief, counted, cut, duration, type Markup, markup, moment } from '../words/index.ts';
import { aside, folded, name, section, stepLink } from './pieces.ts';

const OUTPUT_LIMIT = 20_000;

type Command = Extract<Doing, { event: 'command' }>;
type Task = Extract<Doing, { event: 'task' }>;

const exit = ({ code }: Command): Markup =>
  code === 0 ? markup`exit 0` : markup`<span class="hot">${code === null ? 'no exit code' : `exit ${code}`}</span>`;

const command = (done: Command): Markup => {
  const output = done.output.trim();
  return markup`<div><span class="soft">${moment(done.t)} on ${name(done.node)}, ${exit(done)} after ${duration(done.milliseconds)}</span><pre tabindex="0">$ ${cut(done.command, 4000)}${
    output !== '' &&
    markup`
${cut(output, OUTPUT_LIMIT)}`
  }</pre></div>`;
};

const CALM: readonly Task['outcome'][] = ['ok', 'changed', 'skipped'];

const task = ({ t, host, play, task: title, outcome, milliseconds, output = '' }: Task): Markup => {
  const came = CALM.includes(outcome) ? markup`${outcome}` : markup`<span class="hot">${outcome}</span>`;
  const said = output.trim();
  return markup`<div><span class="soft">${moment(t)} on ${name(host)}, ${came} after ${duration(milliseconds)}</span> ${cut(title, 400)} <span class="soft">(play ${cut(play, 200)})</span>${
    said !== '' && markup`<pre tabindex="0">${cut(said, OUTPUT_LIMIT)}</pre>`
  }</div>`;
};

const doing = (done: Doing): Markup => {
  if (done.event === 'command') return command(done);
  if (done.event === 'task') return task(done);
  if (done.event === 'note')
    return markup`<div><span class="soft">${moment(done.t)}</span> ${cut(done.text, 2000)}</div>`;
  return markup`<div><span class="soft">${moment(done.t)} to ${name(done.balancer)}</span><pre tabindex="0">&gt; ${cut(done.line, 4000)}</pre></div>`;
};

const tally = (doings: readonly Doing[]): string => {
  const commands = doings.filter(({ event }) => event === 'command').length;
  const tasks = doings.filter(({ event }) => event === 'task').length;
  const lines = doings.filter(({ event }) => event === 'balancer-told').length;
  const parts = [
    ...(commands > 0 ? [counted(commands, 'command')] : []),
    ...(tasks > 0 ? [counted(tasks, 'task')] : []),
    ...(lines > 0 ? [`${counted(lines, 'line')} to the balancer`] : []),
  ];
  return parts.join(', ');
};

const params = (given: Record<string, unknown>): string =>
  Object.entries(given)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

const step = ({ id, title, act }: Plan['stages'][number]['steps'][number], doings: readonly Doing[]): Markup => {
  const heading = (number: Markup): Markup => markup`<span class="number">${number}</span> ${cut(title, 200)}`;
  if (doings.length === 0) return markup`<li><div class="still">${heading(stepLink(id))}</div></li>`;
  // A summary is a button: no link can be in it.
  const acted = markup`<div class="soft">Step ${stepLink(id)}: <code>${brief(`${act.kind} ${params(act.params)}`, 400)}</code></div>`;
  return markup`<li>${folded(markup`${heading(name(id))} <span class="tally">${tally(doings)}</span>`, markup`<div class="doings">${acted}${doings.map(doing)}</div>`)}</li>`;
};

/** The plan as it was printed before anything was touched, with what each step then did. */
export const planSection = ({ plan, journal }: Evidence): Markup => {
  const doings = doingsByStep(journal);
  const outside = doings.get(null) ?? [];
  const stages = plan.stages.map(
    (stage) =>
      markup`<li><h3><span class="number">${name(stage.id)}</span> ${cut(stage.title, 200)}</h3><ol>${stage.steps.map((each) => step(each, doings.get(each.id) ?? []))}</ol></li>`,
  );
  const rest =
    outside.length > 0 &&
    markup`<li>${folded(markup`Outside of the steps: before, between, undoing <span class="tally">${tally(outside)}</span>`, markup`<div class="doings">${outside.map(doing)}</div>`)}</li>`;
  return section(
    'plan',
    'Plan and what was done',
    aside(
      'Made before anything was touched. Open a step to read the commands that it ran, their output, and what the load balancer was told.',
    ),
    markup`<ol class="plan">${stages}${rest}</ol>`,
  );
};
