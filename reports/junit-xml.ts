import { cut, type Markup, markup } from './words/index.ts';

/**
 * The XML that Jenkins, GitLab and Surefire's readers agree on: `failure` for what speaks against the upgrade,
 * `error` for what speaks against the experiment, so that trouble of the lab never looks like a verdict.
 */

export interface Case {
  readonly name: string;
  readonly seconds?: number;
  readonly result?: { readonly tag: 'failure' | 'error' | 'skipped'; readonly message: string; readonly text: string };
  readonly output?: string;
}

export interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
}

const TEXT_LIMIT = 4000;

const testcase = (suite: string, { name, seconds = 0, result, output }: Case): Markup => {
  const body =
    result &&
    (result.tag === 'skipped'
      ? markup`<skipped message="${cut(result.message, 500)}"/>`
      : markup`<${TAGS[result.tag]} message="${cut(result.message, 500)}" type="${suite}">${cut(result.text, TEXT_LIMIT)}</${TAGS[result.tag]}>`);
  return markup`
    <testcase name="${cut(name, 300)}" classname="unbroken.${suite}" time="${seconds.toFixed(3)}">${body}${output !== undefined && markup`<system-out>${cut(output, TEXT_LIMIT)}</system-out>`}</testcase>`;
};

const TAGS = { failure: markup`failure`, error: markup`error` };

const tally = (cases: readonly Case[], tag: string): number => cases.filter(({ result }) => result?.tag === tag).length;

/** What all suites are about. */
export interface About {
  readonly name: string;
  readonly seconds: number;
  /** ISO 8601. */
  readonly started: string;
  readonly properties: Readonly<Record<string, string | number>>;
}

/** As readers of JUnit want it; nothing where the run ended before it began. */
const began = (started: string): Markup | false =>
  !Number.isNaN(Date.parse(started)) && markup` timestamp="${new Date(started).toISOString().slice(0, 19)}"`;

const shown = (properties: About['properties']): Markup => markup`
    <properties>${Object.entries(properties).map(
      ([name, value]) => markup`
      <property name="${name}" value="${cut(String(value), 1000)}"/>`,
    )}
    </properties>`;

const suite = ({ name, seconds, cases }: Suite, { started, properties }: About): Markup => markup`
  <testsuite name="${name}" tests="${cases.length}" failures="${tally(cases, 'failure')}" errors="${tally(cases, 'error')}" skipped="${tally(cases, 'skipped')}" time="${seconds.toFixed(3)}"${began(started)}>${shown(properties)}${cases.map((each) => testcase(name, each))}
  </testsuite>`;

export const junit = (suites: readonly Suite[], about: About): string => {
  const all = suites.flatMap(({ cases }) => cases);
  const { source } = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${about.name}" tests="${all.length}" failures="${tally(all, 'failure')}" errors="${tally(all, 'error')}" time="${about.seconds.toFixed(3)}">${suites.map((each) => suite(each, about))}
</testsuites>
`;
  return source;
};
