import type { Model } from '../model.ts';
import { placeText } from '../place.ts';
import { element } from './element.ts';

const ROOM_US = 200_000;

/** Requests and findings that stand elsewhere on the page lead to the timeline. Without it they are just text. */
export const addLinks = (model: Model): void => {
  for (const told of document.querySelectorAll<HTMLElement>('[data-request]')) {
    const sequence = Number(told.dataset.request);
    const row = model.rowOf(sequence);
    if (row === -1) continue;
    const at = model.columns.intended[row]!;
    const href = placeText({ from: Math.max(0, at - ROOM_US), to: at + ROOM_US, row: sequence });
    told.replaceChildren(element('a', { href }, told.textContent ?? ''));
  }
  for (const finding of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const from = Number(finding.dataset.from);
    const to = Number(finding.dataset.to);
    const room = Math.max(ROOM_US, (to - from) * 0.2);
    const href = placeText({ from: Math.max(0, from - room), to: to + room, row: null });
    finding.querySelector('.where')?.append(element('a', { href }, 'show on the timeline'));
  }
};
