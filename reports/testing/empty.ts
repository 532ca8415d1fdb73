import type { Evidence } from '../../harness/judge/index.ts';

/** The same run, ended before anything was sent: by default right after it began, with no event at all before it did. */
export const emptied = ({ plan, journal, ledger }: Evidence, events = 1): Evidence => ({
  plan,
  journal: journal.slice(0, events),
  ledger: { ...ledger, count: 0, ...withoutRows(ledger) },
  access: null,
});

const withoutRows = (ledger: Evidence['ledger']): Partial<Evidence['ledger']> =>
  Object.fromEntries(
    Object.entries(ledger)
      .flatMap(([name, column]) => (ArrayBuffer.isView(column) ? [[name, column.constructor]] : []))
      .map(([name, Column]) => [name, new (Column as Uint8ArrayConstructor)(0)]),
  );
