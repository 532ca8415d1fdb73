import { z } from 'zod';

/** Written between kept lines: what came since the last remark and was not kept. */
const Remark = z.object({ others: z.record(z.string(), z.number()), unread: z.number() });
export type Remark = z.infer<typeof Remark>;

export function renderRemark(remark: Remark): string | undefined {
  return remark.unread > 0 || Object.keys(remark.others).length > 0 ? `# ${JSON.stringify(remark)}` : undefined;
}

export function parseRemark(line: string): Remark | undefined {
  if (!line.startsWith('# {')) return undefined;
  try {
    return Remark.safeParse(JSON.parse(line.slice(2))).data;
  } catch {
    return undefined;
  }
}
