/** The load so far as a simple picture: requests per second with failures on top, the worst p99, the steps. */
export const drawing = `
  const WIDTH = 1000;
  const NAMES = 'http://www.w3.org/2000/svg';
  const shape = (kind, look, attributes) => {
    const made = document.createElementNS(NAMES, kind);
    made.setAttribute('class', look);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const draw = () => {
    const seconds = state.get('bins');
    const places = [...state.keys()].filter((key) => key.startsWith('bin/')).map((key) => Number(key.slice(4)));
    if (!seconds || places.length === 0) return;
    const last = Math.max(...places);
    const width = WIDTH / (last + 1);
    const bins = Array.from({ length: last + 1 }, (_, place) => state.get('bin/' + place));
    const highest = Math.max(1, ...bins.map((bin) => bin ? bin.good + bin.bad : 0));
    const slowest = Math.max(1, ...bins.map((bin) => bin?.p99Ms ?? 0));
    const x = (place) => (place * width).toFixed(1);
    const bar = (place, from, to) => 'M' + x(place) + ' ' + from.toFixed(1) + 'H' + x(place + 1) + 'V' + to.toFixed(1) + 'H' + x(place) + 'Z';
    let good = '', bad = '', p99 = '';
    bins.forEach((bin, place) => {
      if (!bin) { p99 += ' '; return; }
      const top = 100 - 95 * (bin.good + bin.bad) / highest;
      const cut = bin.bad === 0 ? top : Math.max(top + 3, 100 - 95 * bin.good / highest);
      good += bar(place, Math.min(100, cut), 100);
      if (bin.bad > 0) bad += bar(place, top, cut);
      if (bin.p99Ms !== null) p99 += (p99 === '' || p99.endsWith(' ') ? 'M' : 'L') + x(place + 0.5) + ' ' + (165 - 55 * bin.p99Ms / slowest).toFixed(1);
    });
    const scale = WIDTH / ((last + 1) * seconds * 1e6);
    const now = (state.get('clock') ?? 0) * 1e6;
    const spans = all('step').filter(({ from }) => from !== null).map((step) => {
      const made = shape('rect', 'span ' + step.state, { x: (step.from * scale).toFixed(1), y: 174, height: 12, width: Math.max(0.5, ((step.to ?? now) - step.from) * scale).toFixed(1) });
      made.append(shape('title', '', {}));
      made.lastChild.textContent = step.id + ' ' + step.title;
      return made;
    });
    at('plot').replaceChildren(
      shape('path', 'good-load', { d: good }), shape('path', 'bad-load', { d: bad }), shape('path', 'p99', { d: p99 }), ...spans);
    put('course-more', 'Above: requests that became known per second, at most ' + count(highest / seconds) + '/s, with failures in red. Line: the worst p99, at most ' + millis(slowest) + '. Below: the steps. One bar is ' + plural(seconds, 'second') + '.');
  };
})();
`;
