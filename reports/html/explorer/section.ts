import { Markup, markup } from '../../words/index.ts';
import type { Packed } from './explorable.ts';

const button = (id: string, sign: string, what: string): Markup =>
  markup`<button type="button" id="${id}" aria-label="${what}" title="${what}">${sign}</button>`;

/** Shown by the script when it is ready; without it the drawing of the whole run stays. */
export const explorer = (): Markup =>
  markup`<div id="explorer" hidden><div class="tools"><div role="group" aria-label="What is shown">${button('zoom-in', '+', 'Zoom in')}${button('zoom-out', '−', 'Zoom out')}${button('zoom-all', 'whole run', 'Show the whole run')}${button('pan-left', '←', 'Earlier')}${button('pan-right', '→', 'Later')}</div><div role="group" aria-label="Failures">${button('failure-before', '‹ failure', 'Previous failure')}${button('failure-after', 'failure ›', 'Next failure')}</div></div><div id="overview"></div><output class="readout" id="readout" aria-live="off"></output><p class="quiet" id="readout-aloud" role="status"></p><div id="stage" class="stage" role="application" aria-label="Timeline of the run, interactive" aria-describedby="keys-told" tabindex="0"></div><p class="quiet" id="keys-told">Left and right move the crosshair, with Shift the view. Plus and minus zoom, Home shows the whole run. Enter shows the failure nearest to the crosshair, n and p go to the next and the previous one, Escape closes it.</p><details class="told"><summary>The timeline in words</summary><ul id="lanes-told"></ul></details></div>`;

export const clientExplorer = (): Markup =>
  markup`<div id="client-explorer" hidden><div class="tools" id="client-pages"><div role="group" aria-label="Clients">${button('clients-before', '‹ clients', 'Previous clients')}${button('clients-after', 'clients ›', 'Next clients')}</div><span class="soft" id="clients-shown"></span></div><div id="client-stage" class="stage" role="application" aria-label="What each client was told, interactive" aria-describedby="keys-told clients-told" tabindex="0"></div><p class="quiet" id="clients-told"></p></div>`;

export const drawer = (): Markup =>
  markup`<aside id="request" role="dialog" aria-labelledby="request-title" tabindex="-1" hidden><header><h3 id="request-title"></h3><a id="request-link" href="#timeline">Link to this request</a><span class="end">${button('request-before', '‹', 'Previous failure')}${button('request-after', '›', 'Next failure')}${button('request-close', '×', 'Close')}</span></header><div id="request-body"></div></aside>`;

// Base64 holds nothing that could end the element, and a type that no browser runs makes it data.
const block = (id: string, text: string): Markup =>
  markup`<script type="text/plain" id="${id}">${new Markup(text)}</script>`;

export const carried = ({ state, rows, bands }: Packed): Markup =>
  markup`${block('run-state', state)}${block('run-rows', rows)}${block('run-bands', bands)}`;

const key = (look: string, shape: string, what: string): Markup =>
  markup`<span><svg viewBox="0 0 12 11" aria-hidden="true"><path class="${look}" d="${shape}"/></svg>${what}</span>`;

export const clientsLegend = (): Markup =>
  markup`<p class="legend">${key('v-new', 'M0 0H12V11H0Z', 'the newest version of its service')}${key('v-old', 'M0 0H12V11H0Z', 'an older one')}${key('went-back', 'M6 0V11', 'older than one that the client had been told before')}</p>`;
