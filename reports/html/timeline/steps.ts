import type { Evidence, Judgement, StepAccount } from '../../../harness/judge/index.ts';
import { type Undo, undosDone } from '../../account/index.ts';
import { brief, duration, type Markup, markup } from '../../words/index.ts';
import { stepId } from '../pieces.ts';
import { type Axis, fitting, type Lane, PLOT, textWidth } from './canvas.ts';
import { packed } from './pack.ts';

const STAGE = 18;
const STEP = 15;
const LABEL_LIMIT = 38;
/** More than this no screen shows together with the lanes below. */
const MOST_ROWS = 16;

/** What is drawn as a bar: a step of the plan, or the undoing of one. */
interface Act {
  readonly label: string;
  /** For where there are too many to say more. */
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number | null;
  readonly look: string;
  readonly link: string | null;
}

interface Bar {
  readonly act: Act;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** The label stands left of the bar, where there is no room to its right. */
  readonly before: boolean;
}

const stepAct = ({ step, title, from, to, outcome }: StepAccount): Act => ({
  // A title says first what is done, and after the comma how long to wait and what for.
  label: `${step} ${title.split(/[,;:]/)[0]}`,
  id: step,
  title: `${step} ${title}, ${outcome}`,
  from,
  to,
  look: outcome,
  link: `#${stepId(step)}`,
});

const undoAct = ({ label, from, to, failed }: Undo): Act => ({
  label,
  id: '',
  title: `${label}, ${failed ? 'failed' : 'done'}`,
  from,
  to,
  look: failed ? 'failed' : 'undo',
  link: null,
});

const bar = (act: Act, { x, span }: Axis, labelOf: (act: Act) => string): Bar => {
  const from = x(act.from);
  const to = Math.max(from + 2, x(act.to ?? span));
  const label = brief(labelOf(act), Math.max(LABEL_LIMIT, fitting(to - from)));
  return { act, from, to, label, before: to + textWidth(label) > PLOT && from > textWidth(label) };
};

const inside = ({ from, to, label }: Bar): boolean => to - from > textWidth(label);

const extent = (each: Bar): readonly [number, number] => {
  if (inside(each)) return [each.from, each.to + 2];
  const room = textWidth(each.label) + 4;
  return each.before ? [each.from - room, each.to + 2] : [each.from, each.to + room];
};

const drawn = (each: Bar, row: number): Markup => {
  const { act, from, to, label, before } = each;
  const y = STAGE + 4 + row * STEP;
  const within = inside(each);
  const at = within ? from + 4 : before ? from - 4 : to + 4;
  const ms = act.to === null ? null : (act.to - act.from) / 1000;
  const shape = markup`<title>${brief(act.title, 200)}, ${duration(ms)}</title><rect x="${from}" y="${y}" width="${(to - from).toFixed(1)}" height="11" rx="1.5" class="step ${act.look}"/><text x="${at}" y="${y + 9}" class="${within ? 'note on-step' : 'note'}" text-anchor="${!within && before ? 'end' : 'start'}">${label}</text>`;
  return act.link === null ? markup`<g>${shape}</g>` : markup`<a href="${act.link}" tabindex="-1">${shape}</a>`;
};

const stageBar = (label: string, from: number, to: number): Markup => {
  const shown = brief(label, fitting(to - from));
  return markup`<g><title>${brief(label, 200)}</title><rect x="${from}" y="0" width="${Math.max(1, to - from - 1).toFixed(1)}" height="${STAGE - 2}" class="stage-bar"/>${shown.length > 1 && markup`<text x="${from + 4}" y="12" class="lane">${shown}</text>`}</g>`;
};

const stages = ({ plan }: Evidence, steps: readonly StepAccount[], { x, span }: Axis): readonly Markup[] =>
  plan.stages.flatMap((stage) => {
    const ids = new Set(stage.steps.map(({ id }) => id));
    const own = steps.filter(({ step, outcome }) => ids.has(step) && outcome !== 'not-run');
    if (own.length === 0) return [];
    const from = x(Math.min(...own.map((step) => step.from)));
    const to = x(Math.max(...own.map((step) => step.to ?? span)));
    return [stageBar(`${stage.id} ${stage.title}`, from, to)];
  });

const puttingBack = (undos: readonly Undo[], { x, span }: Axis): Markup | null =>
  undos.length === 0
    ? null
    : stageBar('putting back', x(undos[0]!.from), x(Math.max(...undos.map(({ to }) => to ?? span))));

/** The first that leaves room for the rest of the timeline; what a label leaves out is in the bar's title. */
const LABELS: readonly ((act: Act) => string)[] = [({ label }) => label, ({ id }) => id, () => ''];

export const stepsLane = (judgement: Judgement, evidence: Evidence, time: Axis): Lane => {
  const ran = judgement.steps.filter(({ outcome }) => outcome !== 'not-run');
  const undos = undosDone(evidence.journal);
  const acts = [...ran.map(stepAct), ...undos.map(undoAct)];
  const attempts = LABELS.map((labelOf) =>
    packed(
      acts.map((act) => bar(act, time, labelOf)),
      extent,
    ),
  );
  const { placed, rows } = attempts.find((attempt) => attempt.rows <= MOST_ROWS) ?? attempts.at(-1)!;
  return {
    height: STAGE + 6 + rows * STEP,
    legend: markup`<text y="12" class="head">Stages and steps</text>`,
    plot: markup`${stages(evidence, judgement.steps, time)}${puttingBack(undos, time)}${placed.map(({ item, row }) => drawn(item, row))}`,
  };
};
