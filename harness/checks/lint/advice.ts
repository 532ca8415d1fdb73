import { milliseconds, readConfiguration, type Section, setting } from './configuration.ts';

/** What an HAProxy configuration makes harder than it needs to be for an upgrade. Advice: nothing here is an error. */
export function adviceOn(configuration: string): string[] {
  const proxies = readConfiguration(configuration).filter(hasServers);
  return [
    ...new Set(
      proxies.flatMap((proxy) => RULES.flatMap((rule) => rule(proxy).map((text) => `${proxy.name}: ${text}`))),
    ),
  ];
}

type Rule = (proxy: Section) => readonly string[];

/** Noticed later than this, a dead server has cost somebody a request. */
const SLOW_MS = 5_000;

const checked: Rule = (proxy) => {
  const unchecked = serversOf(proxy).filter(
    (words) => !words.includes('check') && !defaultsOf(proxy).includes('check'),
  );
  return unchecked.length > 0
    ? [`${unchecked.map(([name]) => name).join(', ')} without "check": a dead server stays in rotation`]
    : [];
};

const functionalCheck: Rule = (proxy) =>
  isHttp(proxy) && !setting(proxy, 'option', 'httpchk')
    ? ['only the port is checked; it is open long before the API can answer. Use "option httpchk"']
    : [];

const noticedSoon: Rule = (proxy) => {
  const [inter, fall] = [defaultOf(proxy, 'inter') ?? '2s', Number(defaultOf(proxy, 'fall') ?? 3)];
  const slow = (milliseconds(inter) ?? 0) * fall;
  return slow > SLOW_MS
    ? [`a dead server is noticed after up to ${slow / 1000} s ("inter ${inter} fall ${fall}"); shorten "inter"`]
    : [];
};

const redispatched: Rule = (proxy) =>
  setting(proxy, 'option', 'redispatch')
    ? []
    : ['without "option redispatch" retries go to the server that just refused, for seconds'];

const neverTwice: Rule = (proxy) => {
  const risky = setting(proxy, 'retry-on')?.filter((word) =>
    [
      'empty-response',
      'all-retryable-errors',
      'junk-response',
      'response-timeout',
      '500',
      '502',
      '503',
      '504',
    ].includes(word),
  );
  const guarded = proxy.lines.some((words) => words.includes('disable-l7-retry'));
  return risky && risky.length > 0 && !guarded
    ? [
        `"retry-on ${risky.join(' ')}" sends a POST again that may have been done; add "http-request disable-l7-retry if METH_POST"`,
      ]
    : [];
};

const limited: Rule = (proxy) => {
  const missing = ['connect', 'server', 'check'].filter((name) => !setting(proxy, 'timeout', name));
  return missing.length > 0 ? [`no ${missing.map((name) => `"timeout ${name}"`).join(', ')}`] : [];
};

const drainable: Rule = (proxy) =>
  isHttp(proxy)
    ? []
    : ['in mode tcp a drain moves connections, not requests: clients that keep theirs open stay on the old server'];

const RULES: readonly Rule[] = [checked, functionalCheck, noticedSoon, redispatched, neverTwice, limited, drainable];

const serversOf = ({ lines }: Section) => lines.filter(([word]) => word === 'server').map((words) => words.slice(1));
const hasServers = (section: Section): boolean => section.kind !== 'defaults' && serversOf(section).length > 0;
const isHttp = (proxy: Section): boolean => setting(proxy, 'mode')?.[0] === 'http';
const defaultsOf = (proxy: Section) => proxy.lines.filter(([word]) => word === 'default-server').flat();

/** Of the first server, or of the line that is for all of them. */
function defaultOf(proxy: Section, name: string): string | undefined {
  const words = [...(serversOf(proxy)[0] ?? []), ...defaultsOf(proxy)];
  const place = words.indexOf(name);
  return place < 0 ? undefined : words[place + 1];
}
