import {
  addressKept,
  balancersWatched,
  baselineClean,
  blameClear,
  canaryWell,
  checksPassedBefore,
  companionsLived,
  completed,
  coverage,
  cyclesRan,
  evidenceUntouched,
  experimentWorked,
  journalWhole,
  loadFloor,
  measuredThroughout,
  notAnExperiment,
  orderKept,
  reconciled,
  recorderAwake,
  recorderWhole,
  rotationKept,
  scheduleKept,
  suitePassed,
  testedMeanwhile,
  versionsChanged,
  writesReadBack,
} from './assumptions/index.ts';
import type { Context } from './context.ts';
import {
  absorbed,
  addressMoved,
  balancerRestarted,
  brownOut,
  checkFailed,
  cycleFailed,
  dataPlane,
  drainLost,
  errors,
  experiment,
  exposed,
  instrument,
  leftOut,
  outage,
  stall,
  stepFailed,
  targetNotReached,
  versionOrder,
  writeDuplicate,
  writeLost,
  writePhantom,
} from './findings/index.ts';
import type { Assumption, Finding } from './judgement.ts';

/** All rules, by name. Of two findings of the same severity, the one whose rule comes first is the worse. */
export interface Rules {
  readonly findings: Readonly<Record<string, (context: Context) => Finding[]>>;
  /** The first broken one is the reason that is given. */
  readonly assumptions: Readonly<Record<string, (context: Context) => Assumption>>;
}

export const RULES: Rules = {
  findings: {
    'write-lost': writeLost,
    'write-duplicate': writeDuplicate,
    'write-phantom': writePhantom,
    'data-plane': dataPlane,
    'cycle-failed': cycleFailed,
    'check-failed': checkFailed,
    errors,
    outage,
    exposed,
    'drain-lost': drainLost,
    'version-order': versionOrder,
    'step-failed': stepFailed,
    'target-not-reached': targetNotReached,
    'left-out': leftOut,
    'address-moved': addressMoved,
    'brown-out': brownOut,
    stall,
    instrument,
    'balancer-restarted': balancerRestarted,
    absorbed,
    experiment,
  },
  assumptions: {
    'evidence-untouched': evidenceUntouched,
    'measured-throughout': measuredThroughout,
    'recorder-whole': recorderWhole,
    'journal-whole': journalWhole,
    completed,
    'order-kept': orderKept,
    'rotation-kept': rotationKept,
    'experiment-worked': experimentWorked,
    'not-an-experiment': notAnExperiment,
    'recorder-awake': recorderAwake,
    'canary-well': canaryWell,
    'schedule-kept': scheduleKept,
    'load-floor': loadFloor,
    'baseline-clean': baselineClean,
    'blame-clear': blameClear,
    'balancers-watched': balancersWatched,
    'address-kept': addressKept,
    reconciled,
    'versions-changed': versionsChanged,
    'writes-read-back': writesReadBack,
    'cycles-ran': cyclesRan,
    'companions-lived': companionsLived,
    'checks-passed-before': checksPassedBefore,
    'tested-meanwhile': testedMeanwhile,
    coverage,
    'suite-passed': suitePassed,
  },
};

/** Each finding's class is the name of the rule that makes it. */
export const FINDING_CLASSES: readonly string[] = Object.keys(RULES.findings);

export const ASSUMPTION_NAMES: readonly string[] = Object.keys(RULES.assumptions);
