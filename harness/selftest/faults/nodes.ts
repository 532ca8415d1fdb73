import type { Fault } from '../fault.ts';

/** What is wrong with the tools of nodes, which operators trust. */
export const NODES: readonly Fault[] = [
  {
    name: 'vacuous-upgrade',
    says: 'The command that installs the new release does nothing, and says that it has done it.',
    where: 'node',
    scenario: 'keystone',
    flaws: [{ node: 'controller1', run: `printf '#!/bin/sh\\necho "$1 $2 installed"\\n' > bin/install-release` }],
    begins: { at: 'started', kind: 'install' },
    expect: { verdict: 'refused', findings: [{ class: 'step-failed', step: 'install', node: 'controller1' }] },
    quick: true,
  },
];
