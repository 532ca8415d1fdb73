import { binsFrom, type PlainBins } from '../bins.ts';
import { type Columns, joinColumns, lowerBound, readColumns } from '../columns.ts';
import type { Exploration } from '../data.ts';
import { type Model, modelOf } from '../model.ts';
import { whole } from '../view.ts';
import { bindAddress } from './address.ts';
import { ClientPages } from './client-pages.ts';
import { Drawer } from './drawer.ts';
import { element } from './element.ts';
import { onKey, panBy, zoomBy } from './keys.ts';
import type { Lane } from './lane.ts';
import { lanesOf } from './lanes/index.ts';
import { addLinks } from './links.ts';
import { Overview } from './overview.ts';
import { bindReadout } from './readout.ts';
import { Stage } from './stage.ts';
import { Store } from './store.ts';
import { unpacked, unpackedJson } from './unpack.ts';

/** From what the page carries to a timeline that can be explored. All of the page but this works without it. */

/** More of a run that goes on: all of its state as it is now, and the requests since the last time, packed as in the page. */
interface More {
  readonly state: string;
  readonly rows: string;
}

const carried = (id: string): string => document.getElementById(id)?.textContent ?? '';

const loaded = async (): Promise<Model | null> => {
  const state = await unpackedJson<Exploration>(carried('run-state'));
  if (!state) return null;
  const bands = (await unpackedJson<readonly PlainBins[]>(carried('run-bands'))) ?? [];
  return modelOf(state, readColumns(await unpacked(carried('run-rows'))), bands.map(binsFrom));
};

const nearestTrouble = ({ troubles, columns }: Model, at: number): number | null => {
  const moments = Float64Array.from(troubles, (row) => columns.intended[row]!);
  const after = lowerBound(moments, at);
  const [before, next] = [moments[after - 1], moments[after]];
  if (before === undefined && next === undefined) return null;
  return troubles[next === undefined || at - (before ?? Number.NEGATIVE_INFINITY) < next - at ? after - 1 : after]!;
};

const tellInWords = (lanes: readonly Lane[]): void => {
  const told = lanes.map((lane) => element('li', {}, `${lane.title}: ${lane.describe()}`));
  document.getElementById('lanes-told')!.replaceChildren(...told);
};

const start = async (): Promise<void> => {
  const section = document.getElementById('timeline');
  const model = section && (await loaded());
  if (!section || !model) return;
  const store = new Store(model);
  const host = document.getElementById('stage')!;
  document.getElementById('explorer')!.hidden = false;
  document.getElementById('client-explorer')!.hidden = false;
  document.body.classList.add('explored');

  const stage = new Stage(host, store);
  new Overview(document.getElementById('overview')!, store).draw();
  const drawer = new Drawer(store);
  let lanes: readonly Lane[] = [];
  const clients = new ClientPages(store);
  const build = (of: Model): void => {
    lanes = lanesOf(of);
    stage.show(lanes);
    tellInWords(lanes);
    clients.renew();
  };
  build(model);
  const width = (): number => Math.max(1, host.clientWidth);
  const readout = bindReadout(store, () => lanes, width);

  for (const each of [stage, clients.stage]) each.onPick((row) => drawer.open(row));
  const openNearest = (): void => {
    const { model: now, cursor, view } = store.shown;
    const row = nearestTrouble(now, cursor ?? (view.from + view.to) / 2);
    if (row !== null) drawer.open(row);
  };
  for (const id of ['stage', 'client-stage'])
    document.getElementById(id)!.addEventListener('keydown', (event) => {
      if (!onKey(event, store, drawer, openNearest, width())) return;
      event.preventDefault();
      readout.sayAloud();
    });
  const buttons: Readonly<Record<string, () => void>> = {
    'zoom-in': () => zoomBy(store, 2),
    'zoom-out': () => zoomBy(store, 0.5),
    'zoom-all': () => store.change({ view: whole(store.shown.view.span) }),
    'pan-left': () => panBy(store, -0.5),
    'pan-right': () => panBy(store, 0.5),
    'failure-before': () => drawer.step(-1),
    'failure-after': () => drawer.step(1),
    'clients-before': () => clients.turn(-1),
    'clients-after': () => clients.turn(1),
  };
  for (const [id, act] of Object.entries(buttons)) document.getElementById(id)!.addEventListener('click', act);
  for (const id of ['failure-before', 'failure-after'])
    (document.getElementById(id) as HTMLButtonElement).disabled = model.troubles.length === 0;

  addLinks(model);
  bindAddress(store, drawer, section);

  const append = async ({ state, rows }: More): Promise<void> => {
    const now = await unpackedJson<Exploration>(state);
    const more: Columns = readColumns(await unpacked(rows));
    if (!now) return;
    const next = modelOf(now, joinColumns(store.shown.model.columns, more), []);
    store.replace(next);
    build(next);
  };
  Object.assign(globalThis, { unbrokenTimeline: { append } });
  section.dataset.ready = 'true';
  performance.mark('timeline-ready');
};

// The first screen is drawn before anything is unpacked.
requestAnimationFrame(() => setTimeout(() => void start()));
