import type { Evidence, Judgement } from '../../harness/judge/index.ts';
import { binned, runSpan } from '../account/index.ts';
import { type Markup, markup } from '../words/index.ts';
import { assumptionsSection } from './assumptions.ts';
import { checksSection } from './checks.ts';
import { coverageSection } from './coverage.ts';
import { cyclesSection } from './cycles.ts';
import { dataPlaneSection } from './data-plane.ts';
import { disturbancesSection } from './disturbances.ts';
import { environmentSection } from './environment.ts';
import {
  carried,
  clientExplorer,
  clientsFigure,
  clientsLegend,
  drawer,
  type Explorable,
  explorable,
  explorer,
  explorerScript,
} from './explorer/index.ts';
import { failuresSection } from './failures.ts';
import { findingsSection } from './findings.ts';
import { incidentsSection } from './incidents.ts';
import { latencySection } from './latency.ts';
import { navigation } from './navigation.ts';
import { operationsSection } from './operations.ts';
import { outagesSection } from './outages.ts';
import { aside, name, section } from './pieces.ts';
import { planSection } from './plan.ts';
import { proofSection } from './proof.ts';
import { reconciliationSection } from './reconciliation.ts';
import { releasesSection } from './releases.ts';
import { sheet } from './sheet.ts';
import { stepsSection } from './steps.ts';
import { theorySection } from './theory.ts';
import { PLOT, timeline } from './timeline/index.ts';
import { facts, VERDICT_WORDS, verdictBanner } from './verdict.ts';

// Narrow enough to show a dip, wide enough that a bin's p99 and rate mean something.
const BIN_PIXELS = 3;
const REQUESTS_IN_BIN = 30;

const timelineSection = (judgement: Judgement, evidence: Evidence): Markup => {
  const span = runSpan(evidence);
  const bins = binned(
    evidence.ledger,
    span,
    Math.min(PLOT / BIN_PIXELS, Math.max(20, evidence.ledger.count / REQUESTS_IN_BIN)),
  );
  return section(
    'timeline',
    'Timeline',
    explorer(),
    markup`<div class="drawn">${timeline(judgement, evidence, bins)}</div>`,
  );
};

const clientsSection = (found: Explorable): Markup =>
  section(
    'clients',
    'What each client saw',
    aside(
      'The version that each answer told, client by client. Where a client was told an older version after a newer one, or the judge found such a pair among all clients, it is marked in red. Those to whom it happened come first.',
    ),
    clientsLegend(),
    clientExplorer(),
    clientsFigure(found),
  );

/** What decided the verdict comes first: findings, or, where only an assumption stands in the way, the assumptions. */
const why = (judgement: Judgement): readonly Markup[] => {
  const sections = [findingsSection(judgement), assumptionsSection(judgement)];
  return judgement.verdict === 'inconclusive' ? sections.reverse() : sections;
};

export const page = (judgement: Judgement, evidence: Evidence): string => {
  const { run, upgrade, verdict } = judgement;
  const found = explorable(judgement, evidence);
  return sheet({
    title: `${VERDICT_WORDS[verdict]}: ${upgrade.scenario} ${upgrade.from} → ${upgrade.to}`,
    skip: ['findings', 'Skip to the findings'],
    bar: ['Upgrade report', name(run.name)],
    script: explorerScript(),
    top: markup`${verdictBanner(judgement)}${facts(judgement)}`,
    navigation: navigation(judgement),
    main: [
      proofSection(judgement),
      why(judgement),
      incidentsSection(judgement),
      stepsSection(judgement, evidence),
      timelineSection(judgement, evidence),
      clientsSection(found),
      outagesSection(judgement),
      disturbancesSection(judgement),
      latencySection(judgement),
      reconciliationSection(judgement),
      failuresSection(evidence),
      operationsSection(evidence),
      cyclesSection(judgement),
      dataPlaneSection(judgement),
      coverageSection(judgement),
      checksSection(judgement),
      releasesSection(judgement),
      planSection(evidence),
      environmentSection(judgement, evidence),
      theorySection(judgement),
      drawer(),
      carried(found.packed),
    ],
    foot: markup`Made by Unbroken ${name(run.harness)} from the evidence of run ${name(run.name)}. This file needs no network and contains all that it shows.`,
  });
};
