import type { EventOf, ServerSample } from '../../journal/index.ts';

/** What one command of a line to the runtime API makes of a server, as far as the run itself sends such lines. */
export interface Command {
  /** `backend/server` */
  readonly name: string;
  readonly admin?: ServerSample['admin'];
  /** Of its configured weight. */
  readonly weight?: 'none' | 'all';
}

export function commandsIn({ line }: EventOf<'balancer-told'>): Command[] {
  return line.split(';').flatMap((text): Command[] => {
    const [, setting, name = '', value = ''] =
      /^set (server|weight) (\S+) (?:state (ready|drain|maint)|0%|100%)$/.exec(text.trim()) ?? [];
    if (setting === 'server') return [{ name, admin: value as ServerSample['admin'] }];
    return setting === 'weight' ? [{ name, weight: text.trim().endsWith(' 0%') ? 'none' : 'all' }] : [];
  });
}
