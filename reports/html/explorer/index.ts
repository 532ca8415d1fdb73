import { bundle } from './bundle.ts';

export { clientsFigure } from './clients-figure.ts';
export { type Explorable, explorable } from './explorable.ts';
export { carried, clientExplorer, clientsLegend, drawer, explorer } from './section.ts';
export { explorerStyle } from './style.ts';

let made: string | undefined;

/** The program that makes the timeline one that can be explored; made once, when first asked for. */
export const explorerScript = (): string => {
  made ??= bundle(new URL('./client/main.ts', import.meta.url));
  return made;
};
