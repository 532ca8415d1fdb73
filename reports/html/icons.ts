import type { Judgement } from '../../harness/judge/index.ts';
import { type Markup, markup } from '../words/index.ts';

/** Meaning by shape, so that it survives without colour. The word always stands beside it. */

const drawn = (shape: Markup, small: boolean): Markup =>
  markup`<svg class="${small ? 'icon small' : 'icon'}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

const LINE = markup` fill="none" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"`;

const SHAPES = {
  yes: markup`<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M7 12.4l3.5 3.5 6.6-7.3" class="cut"${LINE}/>`,
  no: markup`<path d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z" fill="currentColor"/><path d="M8 8l8 8M16 8l-8 8" class="cut"${LINE}/>`,
  unclear: markup`<path d="M12 3.2L22 20.6H2z" fill="currentColor" stroke="currentColor" stroke-width="2.4" stroke-linejoin="round"/><path d="M12 9.4v5M12 17.9v.1" class="cut"${LINE}/>`,
  note: markup`<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 11v5.6M12 7.4v.1" stroke="currentColor"${LINE}/>`,
};

export const icon = (shape: keyof typeof SHAPES, small = true): Markup => drawn(SHAPES[shape], small);

const VERDICT_SHAPES = { certified: 'yes', refused: 'no', inconclusive: 'unclear' } as const;

export const verdictIcon = (verdict: Judgement['verdict']): Markup => icon(VERDICT_SHAPES[verdict], false);
