import { judge } from '../../judge/index.ts';
import { RunFolder } from '../../run/index.ts';
import type { Judged } from '../messages.ts';

/** Judges a run folder from its files to the verdict, and tells what that took. */

const { folder } = JSON.parse(process.argv[2]!) as { readonly folder: string };
const began = performance.now();
const before = process.cpuUsage();
const evidence = await new RunFolder(folder).evidence();
const read = performance.now();
const { verdict, sentence } = judge(evidence);
const judged = performance.now();
const { user, system } = process.cpuUsage(before);
const told: Judged = {
  verdict,
  sentence,
  seconds: (judged - began) / 1000,
  readSeconds: (read - began) / 1000,
  cpuSeconds: (user + system) / 1_000_000,
  // The kernel counts in KiB, and never forgets the peak.
  peakMiB: process.resourceUsage().maxRSS / 1024,
};
process.send!(told, () => process.disconnect());
