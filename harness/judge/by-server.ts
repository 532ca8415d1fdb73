import type { Ledger, Version } from '../../traffic/ledger/index.ts';
import type { Plan } from '../plan/index.ts';
import { begun, ended } from './measure/index.ts';
import { type Member, membersOf } from './rotation/index.ts';
import { type Events, type StepRun, text } from './timeline/index.ts';

/**
 * Some services tell the same version in both releases. What a client has seen of them is the release of the server that answered: the
 * one whose code that server's process was running, by what was installed on the node when it was last started.
 */
export function withVersionsByServer(
  ledger: Ledger,
  { plan, events, steps }: { readonly plan: Plan; readonly events: Events; readonly steps: readonly StepRun[] },
): Ledger {
  const { byServer } = plan;
  if (byServer.length === 0) return ledger;
  const versions = [...ledger.names.versions];
  const members = membersOf(plan).filter(({ service }) => byServer.includes(service));
  const lives = new Map(members.map((member) => [member.server, livesOf(member, events, steps)]));
  const histories = ledger.names.servers.map((server) =>
    lives.get(server)?.map(({ from, release }) => ({ from, index: indexOf(versions, versionIn(release)) })),
  );
  const version = Uint8Array.from(ledger.version, (told, row) => {
    if (!byServer.includes(ledger.names.services[ledger.operation[row]!]!)) return told;
    const history = histories[ledger.server[row]! - 1] ?? [];
    const at = (moment: number) => history.findLast(({ from }) => from <= moment)?.index ?? 0;
    // Under way while the process was another one: whose answer it was cannot be told.
    const [first, last] = [at(begun(ledger, row)), at(ended(ledger, row))];
    return first === last ? first : 0;
  });
  return { ...ledger, version, names: { ...ledger.names, versions } };
}

interface Life {
  readonly from: number;
  readonly release: string | null;
}

/** Each process of a server, with the code that was installed when it began. What is installed later it does not have. */
function livesOf({ service, node }: Member, events: Events, steps: readonly StepRun[]): Life[] {
  const asked = events.of('release').filter((event) => event.service === service && event.node === node);
  const its = steps.filter((step) => text(step, 'service') === service && text(step, 'node') === node);
  // A step that installs is done only when the node says so itself.
  const installed = its
    .filter(({ kind, outcome }) => kind === 'install' && outcome === 'done')
    .map((step) => ({ t: step.to ?? Number.POSITIVE_INFINITY, release: text(step, 'to') }));
  const told = [...asked, ...installed].sort((a, b) => a.t - b.t);
  const installedAt = (moment: number) => told.findLast(({ t }) => t <= moment)?.release ?? null;
  const begins = its.filter(({ kind }) => BEGINS.includes(kind));
  return [
    { from: Number.NEGATIVE_INFINITY, release: asked[0]?.release ?? null },
    ...begins.flatMap(({ from }) => (from === null ? [] : [{ from, release: installedAt(from) }])),
  ].sort((a, b) => a.from - b.from);
}

const BEGINS = ['start', 'reload'];

/** Index + 1 among the versions that answers told; 0: this release is none that could be ordered. */
function indexOf(versions: Version[], version: Version | undefined): number {
  if (!version) return 0;
  const known = versions.findIndex(({ major, minor }) => major === version.major && minor === version.minor);
  return known === -1 ? versions.push(version) : known + 1;
}

function versionIn(release: string | null): Version | undefined {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(release ?? '') ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor ?? 0) };
}
