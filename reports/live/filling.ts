/** Puts what is known into the page, always as text. */
export const filling = `
  const count = (value) => Math.round(value).toLocaleString('en-US');
  const plural = (value, one, many = one + 's') => count(value) + ' ' + (value === 1 ? one : many);
  const millis = (value) => value === null || value === undefined ? '–' : (value < 10 ? value.toFixed(1) : count(value)) + ' ms';
  const clock = (seconds) => seconds < 60 ? seconds.toFixed(1) + ' s'
    : Math.floor(seconds / 60) + ' min ' + String(Math.floor(seconds % 60)).padStart(2, '0') + ' s';
  const put = (id, text) => { const place = at(id); if (place.textContent !== text) place.textContent = text; };
  const figure = (id, text, more, tone = '') => {
    put(id, text);
    put(id + '-more', more);
    at(id).className = ('figure ' + tone).trim();
  };
  const cell = (kind, text, tone) => {
    const made = document.createElement(kind);
    const inner = document.createElement('bdi');
    inner.textContent = String(text ?? '–').slice(0, 300);
    if (tone) inner.className = tone;
    made.append(inner);
    return made;
  };
  const rows = (id, found, cells) => {
    const text = JSON.stringify(found);
    const body = document.querySelector('#' + id + ' tbody');
    if (body.dataset.shown === text) return;
    body.dataset.shown = text;
    const heads = [...document.querySelectorAll('#' + id + ' thead th')];
    if (found.length === 0) {
      const none = cell('td', 'none so far', 'zero');
      none.colSpan = heads.length;
      body.replaceChildren(document.createElement('tr'));
      body.firstChild.append(none);
    } else body.replaceChildren(...found.map((each) => {
      const row = document.createElement('tr');
      row.append(...cells(each).map(([value, tone], place) => {
        const made = cell(place === 0 ? 'th' : 'td', value, tone);
        if (place === 0) made.scope = 'row';
        made.className = heads[place].className;
        return made;
      }));
      return row;
    }));
  };

  const STATES = { waiting: '', going: 'now', done: 'done', failed: 'failed', interrupted: 'interrupted', 'put-back': 'put back' };
  const TONES = { done: 'zero', failed: 'hot', interrupted: 'warm', 'put-back': 'warm' };
  const rowOf = (step) => {
    const known = at('step-' + step.id.replace(/\\s+/g, '_'));
    if (known) return known;
    const row = document.createElement('tr');
    row.id = 'step-' + step.id;
    row.append(cell('th', step.id), cell('td', step.title), cell('td', ''), cell('td', ''), cell('td', ''));
    document.querySelector('#steps table').tBodies[document.querySelector('#steps table').tBodies.length - 1].append(row);
    return row;
  };
  const took = ({ from, to }, now) => from === null ? '' : clock(Math.max(0, (to ?? now * 1e6) - from) / 1e6);
  let followed;
  // Within its own box: where the reader has scrolled the page to is the reader's.
  const follow = (row) => {
    if (followed === row) return;
    followed = row;
    const box = row.closest('.scroll');
    box.scrollTop = row.offsetTop - box.clientHeight / 3;
  };
  const fillSteps = (steps, now) => {
    for (const step of steps) {
      const row = rowOf(step);
      const [, what, time, bad, word] = row.cells;
      row.className = step.state;
      if (step.state === 'going') {
        row.setAttribute('aria-current', 'step');
        follow(row);
      } else row.removeAttribute('aria-current');
      time.textContent = took(step, now);
      bad.textContent = step.state === 'waiting' ? '' : count(step.bad);
      bad.className = 'num ' + (step.bad > 0 ? 'hot' : 'zero');
      word.textContent = STATES[step.state] + (step.why ? ': ' + step.why : '');
      word.className = TONES[step.state] ?? '';
    }
  };

  const fill = () => {
    const soFar = state.get('so-far');
    const load = state.get('load');
    if (!soFar || !load) return;
    const now = state.get('clock') ?? 0;
    const run = state.get('run');
    const left = state.get('left');
    if (!lost) {
      at('so-far').className = 'verdict ' + soFar.tone;
      put('word', soFar.word);
      put('sentence', soFar.sentence);
    }
    if (run.name) put('run', run.name);
    put('clock', clock(now));
    put('left', run.ended ? 'over' : left === undefined ? 'not known: no earlier run of this plan' : 'about ' + clock(left));

    const steps = all('step');
    const current = steps.findIndex(({ state }) => state === 'going');
    const over = steps.filter(({ state }) => state !== 'waiting' && state !== 'going').length;
    const servers = all('server');
    const instrument = state.get('instrument');
    const absorbed = state.get('absorbed');
    const bad = load.failed + load.unknown;
    figure('intended', count(load.intended), count(load.perSecond) + '/s, ' + count(load.outstanding) + ' on their way');
    figure('bad', count(bad), count(load.failed) + ' failed, ' + count(load.unknown) + ' unknown, ' + count(load.notSent) + ' not sent', bad > 0 ? 'alarm' : '');
    figure('latency', millis(load.p99Ms), 'p50 ' + millis(load.p50Ms));
    figure('version', load.newest ?? '–', load.wentBack > 0 ? plural(load.wentBack, 'answer') + ' told an older one than was there' : 'none went back', load.wentBack > 0 ? 'alarm' : '');
    figure('now', current < 0 ? count(over) + ' of ' + count(steps.length) : steps[current].id, current < 0 ? 'over' : steps[current].title + ' (' + (current + 1) + ' of ' + steps.length + ')');
    const serving = servers.filter(({ state }) => state === 'ready').length;
    const gone = servers.filter(({ state }) => state === 'down').length;
    figure('ready', count(serving) + ' of ' + count(servers.length), gone > 0 ? plural(gone, 'server') + ' in rotation and down' : '', gone > 0 ? 'alarm' : '');
    figure('absorbed', count(absorbed.retries), plural(absorbed.redispatches, 'redispatch', 'redispatches') + ', ' + plural(absorbed.connectionErrors, 'connection error'));
    figure('instrument', instrument.well ? 'well' : 'not well',
      'requests left at most ' + millis(instrument.worstLateMs) + ' late, its loop stood ' + millis(instrument.worstLoopMs) + ' at most, canary ' + millis(instrument.canaryMs) +
      (instrument.troubles > 0 ? '; ' + plural(instrument.troubles, 'trouble') + ', at last: ' + instrument.trouble : ''), instrument.troubles > 0 ? 'alarm' : '');
    fillSteps(steps, now);

    const tones = { ready: 'state good', drain: 'warm', 'drain-stopped': 'warm', maint: 'zero', down: 'hot' };
    rows('servers', servers, (each) => [[each.server], [each.node], [each.state, tones[each.state]], [each.release], [each.version]]);
    put('unread', state.get('unread') ? 'The ledger can not be read while it is written: ' + state.get('unread') : '');
    rows('failures', all('failure').sort((a, b) => b.number - a.number), (each) => [
      [each.sequence], [(each.intended / 1e6).toFixed(3) + ' s'], [each.operation], [each.lane], [each.server],
      [each.outcome + ': ' + (each.failure === 'status' ? '' : each.failure + (each.status === null ? '' : ', ')) + (each.status === null ? '' : 'status ' + each.status), 'hot'],
    ]);
    rows('remarks', all('remark').sort((a, b) => b.number - a.number), (each) => [
      [(each.t / 1e6).toFixed(1) + ' s'], [each.text, { bad: 'hot', doubt: 'warm' }[each.tone]],
    ]);
  };
`;
