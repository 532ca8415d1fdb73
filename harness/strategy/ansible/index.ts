export { ansible } from './ansible.ts';
export { toldByAnsible } from './command-line.ts';
export { tellingAnywhere } from './environment.ts';
export { type AnsibleEvent, EventFile, happeningOf } from './events.ts';
export { missingForAnsible } from './missing.ts';
export { type Rehearsal, rehearseAnsible } from './rehearsal.ts';
