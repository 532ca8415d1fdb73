import type { Scene } from './scene.ts';

export interface SoFar {
  readonly tone: 'plain' | 'doubt' | 'bad';
  readonly word: string;
  readonly sentence: string;
}

const LATER = 'The verdict comes at the end, from all that was recorded.';

/** How a run looks while it goes on. Nothing here is a verdict: what decides is judged afterwards, with every request. */
export function soFar(scene: Scene): SoFar {
  const harm = harmIn(scene);
  const { troubles, trouble } = scene.instrument;
  const doubts = [
    ...(scene.setting.plan.skipped.length > 0 ? [`left out on purpose: ${scene.setting.plan.skipped.join(', ')}`] : []),
    ...(scene.started?.planted === undefined ? [] : [`an exercise with a planted fault, ${scene.started.planted}`]),
    ...(troubles > 0 && trouble !== null
      ? [`the instrument was not well ${times(troubles)}, at last: ${trouble}`]
      : []),
  ];
  const said = [...harm, ...doubts];
  const sentence = said.length === 0 ? `Nothing found so far. ${LATER}` : `${capital(said.join('; '))}. ${LATER}`;
  return {
    tone: harm.length > 0 ? 'bad' : doubts.length > 0 ? 'doubt' : 'plain',
    word: scene.ended
      ? 'Judging'
      : scene.steps.puttingBack
        ? 'Putting back'
        : harm.length > 0
          ? 'Harm seen'
          : 'Running',
    sentence,
  };
}

function harmIn({ load, steps, remarks }: Scene): string[] {
  const failed = steps.all.filter(({ state }) => state === 'failed').map(({ id }) => id);
  return [
    ...(load.bad > 0 ? [`${counted(load.bad, 'request')} failed or stayed without an answer`] : []),
    ...(load.totals.wentBack > 0 ? [`versions went back in ${counted(load.totals.wentBack, 'answer')}`] : []),
    ...(remarks.harm > 0 ? [`${counted(remarks.harm, 'life or probe', 'lives or probes')} of users failed`] : []),
    ...(failed.length > 0 ? [`step ${failed.join(', ')} failed`] : []),
  ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
