import type { Discrepancy, Judgement, Reconciliation } from '../../harness/judge/index.ts';
import { type Content, count, counted, cut, duration, type Markup, markup } from '../words/index.ts';
import { folded, name, nothing, section, stepLink, terms } from './pieces.ts';
import { requestTable } from './requests.ts';
import { table } from './table.ts';

const WORDS: Readonly<Record<Reconciliation['status'], string>> = {
  exact: 'Clients, load balancers and services tell the same story, request by request.',
  explained: 'There are differences, and every one is of a kind that is understood.',
  unexplained: 'There are differences that nothing explains.',
  'not-measured': 'Not measured: no line of a load balancer’s log tells of a request of this run.',
};

const figures = (told: Reconciliation): Markup =>
  terms('facts', [
    ['Sent by the recorder', count(told.sent)],
    ['Answered whole', count(told.answered)],
    ['Lines in the logs', count(told.logged)],
    ['Lines of others', count(told.others)],
    ['Requests counted by the load balancers', count(told.counted)],
    ['Answers counted by them', count(told.countedAnswers)],
  ]);

const difference = ({ class: kind, explained, count: cases, sentence, exhibits }: Discrepancy): Content => {
  const tone = explained ? 'zero' : 'hot';
  const evidence =
    exhibits.length > 0 &&
    folded(`Evidence: ${counted(exhibits.length, 'request')}`, requestTable(`Requests: ${kind}`, exhibits));
  return markup`<p><span class="${tone}">${explained ? 'explained' : 'not explained'}</span> <code>${name(kind)}</code> ${count(cases)}: ${cut(sentence, 600)}</p>${evidence}`;
};

const served = ({ served: asked }: Reconciliation): Markup | false =>
  asked.length > 0 &&
  table(
    'What services say that they answered, and between what bounds that must lie by the logs',
    [
      { head: 'Service' },
      { head: 'Node' },
      { head: 'Answered', kind: 'number' },
      { head: 'At least', kind: 'number' },
      { head: 'At most', kind: 'number' },
    ],
    asked.map(({ service, node, requests, least, most }) => ({
      cells: [name(service), name(node), count(requests), count(least), count(most)],
    })),
  );

const absorbed = ({ absorbed: steps }: Reconciliation): Markup | false =>
  steps.length > 0 &&
  table(
    'What the load balancers absorbed, by their logs',
    [
      { head: 'Step' },
      { head: 'Retries', kind: 'number' },
      { head: 'Redispatches', kind: 'number' },
      { head: 'Waited for a server', kind: 'number' },
      { head: 'Longest wait', kind: 'number' },
    ],
    steps.map(({ step, retries, redispatches, queued, queuedMs }) => ({
      cells: [stepLink(step), count(retries), count(redispatches), count(queued), duration(queuedMs)],
    })),
  );

/** The recorder's account against those of the load balancers and the services. */
export const reconciliationSection = ({ reconciliation: told }: Judgement): Markup =>
  section(
    'reconciliation',
    'Reconciliation',
    nothing(told ? WORDS[told.status] : 'It could not be made.'),
    told && figures(told),
    told?.differences.map(difference),
    told && served(told),
    told && absorbed(told),
  );
