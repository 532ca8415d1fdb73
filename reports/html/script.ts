/**
 * All of the page works without this. It adds a crosshair on the timeline.
 */
export const script = `(() => {
  const plot = document.getElementById('plot');
  const out = document.getElementById('readout');
  const source = document.getElementById('readings');
  if (!plot || !out || !source) return;
  const data = JSON.parse(source.textContent);
  const hint = 'Point at the timeline, or focus it and use the arrow keys, to read it at one moment.';
  out.textContent = hint;
  const hair = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  hair.setAttribute('class', 'hair');
  plot.append(hair);
  const box = plot.viewBox.baseVal;
  const last = data.requests.length - 1;
  let bin = 0;
  const show = (us) => {
    bin = Math.max(0, Math.min(last, Math.floor(us / data.width)));
    const x = Math.min(box.width, us / data.span * box.width);
    hair.setAttribute('d', 'M' + x + ' 18V' + (box.height - 18));
    const step = data.steps.findLast(([from, to]) => from <= us && us < to);
    const p99 = data.p99[bin];
    out.textContent = [
      (us / 1e6).toFixed(2) + ' s',
      step ? step[2] : 'between steps',
      Math.round(data.requests[bin] / data.width * 1e6) + ' requests/s',
      data.notOk[bin] + ' not fine',
      p99 === null ? 'nothing answered' : 'p99 ' + p99 + ' ms',
    ].join('  ·  ');
  };
  const hide = () => { hair.setAttribute('d', ''); out.textContent = hint; };
  plot.addEventListener('pointermove', (event) => {
    const area = plot.getBoundingClientRect();
    show((event.clientX - area.left) / area.width * data.span);
  });
  plot.addEventListener('pointerleave', hide);
  const frame = plot.closest('.timeline');
  frame.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || document.activeElement !== frame) return;
    event.preventDefault();
    const us = (Math.max(0, Math.min(last, bin + by * (event.shiftKey ? 10 : 1))) + 0.5) * data.width;
    show(us);
    frame.scrollLeft = us / data.span * box.width - (frame.clientWidth - 150) / 2;
  });
  frame.addEventListener('blur', hide);
})();`;
