import type { JournalEvent } from '../../harness/journal/index.ts';
import type { Evidence } from '../../harness/judge/index.ts';

/** Evidence in which everything that comes from outside tries to be something else than text. */

const ATTACKS = [
  '<img src=x onerror="window.pwned=1">',
  '</script><script>window.pwned=2</script>',
  '"><svg onload="window.pwned=3">',
  "' onmouseover='window.pwned=4",
  ']]><!-- &lt;b&gt; -->',
  '\u202Ereverof \u0007\u0000bell\u2066',
  '\uD800 half a character \uFFFF',
  'שלום עולם',
  '| a | `b` [c](javascript:alert(1)) @everyone #1 https://example.org/ www.example.org',
  '</style><style>*{display:none}</style>',
  'x'.repeat(10_000),
];

/** The same name is always spoiled in the same way, so that what belonged together still does. */
export const spoiled = (text: string): string => {
  const number = [...text].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  return `${ATTACKS[number % ATTACKS.length]} ${text}`;
};

const spoiledEvent = (event: JournalEvent): JournalEvent => {
  if (event.event === 'command')
    return {
      ...event,
      node: spoiled(event.node),
      command: spoiled(event.command),
      output: ATTACKS.join('\n'),
    };
  if (event.event === 'task')
    return { ...event, host: spoiled(event.host), task: spoiled(event.task), output: ATTACKS.join('\n') };
  if (event.event === 'check')
    return {
      ...event,
      name: spoiled(event.name),
      file: spoiled(event.file),
      error: ATTACKS.join('\n'),
      advice: ATTACKS,
    };
  if (event.event === 'companion') return { ...event, companion: spoiled(event.companion), why: ATTACKS.join('\n') };
  if (event.event === 'probe')
    return { ...event, companion: spoiled(event.companion), ...(event.ok ? {} : { why: ATTACKS.join('\n') }) };
  if (event.event === 'balancer-told') return { ...event, line: spoiled(event.line) };
  if (event.event === 'direct') return { ...event, node: spoiled(event.node) };
  if (event.event === 'served') return { ...event, node: spoiled(event.node) };
  if (event.event === 'release') return { ...event, node: spoiled(event.node) };
  if (event.event === 'run-started')
    return { ...event, run: spoiled(event.run), harness: spoiled(event.harness), command: ATTACKS };
  if (event.event === 'servers')
    return { ...event, servers: event.servers.map((server) => ({ ...server, server: spoiled(server.server) })) };
  return event;
};

/** As if a tool had been at work. */
const taskOf = ({ t, node, milliseconds }: Extract<JournalEvent, { event: 'command' }>): JournalEvent => ({
  ...{ t, event: 'task', host: node, play: ATTACKS[0]!, task: 'task', outcome: 'failed', milliseconds },
});

export const hostile = ({ plan, journal, ledger, access }: Evidence): Evidence => ({
  access: access && {
    ...access,
    names: {
      balancers: access.names.balancers.map(spoiled),
      backends: access.names.backends.map(spoiled),
      servers: access.names.servers.map(spoiled),
      terminations: access.names.terminations.map(spoiled),
    },
  },
  plan: {
    ...plan,
    scenario: spoiled(plan.scenario),
    title: spoiled(plan.title),
    companions: plan.companions.map(spoiled),
    members: Object.fromEntries(
      Object.entries(plan.members).map(([service, nodes]) => [
        service,
        Object.fromEntries(Object.entries(nodes).map(([node, server]) => [spoiled(node), spoiled(server)])),
      ]),
    ),
    stages: plan.stages.map((stage) => ({
      ...stage,
      title: spoiled(stage.title),
      steps: stage.steps.map((step) => ({ ...step, title: spoiled(step.title) })),
    })),
  },
  journal: journal.flatMap((event) => (event.event === 'command' ? [taskOf(event), event] : [event])).map(spoiledEvent),
  ledger: {
    ...ledger,
    names: {
      ...ledger.names,
      operations: ledger.names.operations.map(spoiled),
      lanes: ledger.names.lanes.map(spoiled),
      servers: ledger.names.servers.map(spoiled),
    },
  },
});
