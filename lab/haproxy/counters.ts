import type { ProxyCounters } from './api.ts';
import { parseCsv } from './csv.ts';
import { refused } from './refusal.ts';

const QUESTION = 'show stat';

export function parseCounters(text: string): ProxyCounters[] {
  const [header, ...rows] = text.startsWith('# ') ? parseCsv(text.slice(2)) : [];
  if (!header?.includes('pxname') || !header.includes('svname') || !header.includes('status')) {
    throw refused(QUESTION, text, 'CSV with the columns pxname, svname and status');
  }
  return rows.map((row) => rowCounters(header, row));
}

function rowCounters(header: readonly string[], row: readonly string[]): ProxyCounters {
  const field = (name: string) => row[header.indexOf(name)] ?? '';
  if (field('pxname') === '' || field('svname') === '') {
    throw refused(QUESTION, row.join(','), 'a row that names its proxy and server');
  }
  const numbers = header.flatMap((name, index): [string, number][] => {
    const value = row[index] ?? '';
    return name !== '' && /^-?\d+$/.test(value) ? [[name, Number(value)]] : [];
  });
  return { proxy: field('pxname'), row: field('svname'), status: field('status'), values: Object.fromEntries(numbers) };
}
