/**
 * Keeps what the events tell, and asks for it to be shown. Begins the script of the live page, of which \`filling\` and
 * \`drawing\` are the rest.
 */
export const following = `
(() => {
  const state = new Map();
  const at = (id) => document.getElementById(id);
  const all = (kind) => [...state].filter(([key]) => key.startsWith(kind + '/')).map(([, value]) => value);
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    // A page in the background gets no frames: what it shows when it comes back is what there is then.
    requestAnimationFrame(() => { asked = false; fill(); draw(); });
  };
  const take = (message) => {
    for (const [key, value] of Object.entries(JSON.parse(message.data)))
      if (value === null) state.delete(key); else state.set(key, value);
    ask();
  };
  const source = new EventSource('events');
  source.addEventListener('whole', (message) => { state.clear(); take(message); });
  source.addEventListener('change', take);
  source.addEventListener('report', () => {
    source.close();
    at('link').textContent = 'the report is there';
    location.reload();
  });
  let lost;
  source.addEventListener('open', () => {
    clearTimeout(lost);
    lost = undefined;
    at('so-far').classList.remove('lost');
    at('link').textContent = 'live';
    ask();
  });
  source.addEventListener('error', () => {
    at('link').textContent = 'no connection; trying again';
    at('so-far').classList.add('lost');
    lost ??= setTimeout(() => {
      const run = state.get('run');
      at('word').textContent = 'Out of sight';
      at('sentence').textContent = 'The command has ended, or can not be reached. ' +
        (run ? 'What there is of the run lies in ' + run.folder + '.' : '');
    }, 3000);
  });
`;
