/** What a configuration says of who stands where. */
export interface ReadConfig {
  /** Admin-level sockets: paths or `HOST:PORT`. */
  readonly adminSockets: readonly string[];
  readonly frontends: readonly ReadFrontend[];
  /** Backend → its servers, in their order. */
  readonly backends: Readonly<Record<string, readonly { readonly name: string; readonly address: string }[]>>;
}

export interface ReadFrontend {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  readonly backend: string;
}

/** Reads what is needed to find servers. A `listen` section is both, under one name. Conditions are not followed. */
export function readConfig(text: string): ReadConfig {
  const adminSockets: string[] = [];
  const frontends: ReadFrontend[] = [];
  const backends: Record<string, { name: string; address: string }[]> = {};
  let section = { kind: '', name: '' };
  let binds: Omit<ReadFrontend, 'backend'>[] = [];
  const close = (backend: string | undefined) => {
    if (backend !== undefined) frontends.push(...binds.map((bind) => ({ ...bind, backend })));
    binds = [];
  };
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (['global', 'defaults', 'frontend', 'backend', 'listen', 'userlist', 'peers', 'resolvers'].includes(keyword)) {
      if (section.kind === 'listen') close(section.name);
      binds = [];
      section = { kind: keyword, name: words[0] ?? '' };
      if (keyword === 'backend' || keyword === 'listen') backends[section.name] = [];
    } else if (keyword === 'stats' && words[0] === 'socket' && words.join(' ').includes('level admin'))
      adminSockets.push((words[1] ?? '').replace(/^(ipv4@|unix@|ipv6@)/, ''));
    else if (keyword === 'bind') binds.push(...bindsOf(section.name, words));
    else if (keyword === 'default_backend' && section.kind === 'frontend') close(words[0]);
    else if (keyword === 'server' && words[0] !== undefined && words[1] !== undefined)
      backends[section.name]?.push({ name: words[0], address: words[1] });
  }
  if (section.kind === 'listen') close(section.name);
  return { adminSockets, frontends, backends };
}

function bindsOf(name: string, [addresses = '', ...options]: readonly string[]): Omit<ReadFrontend, 'backend'>[] {
  return addresses.split(',').flatMap((one) => {
    const [, address = '', port] = /^(.*):(\d+)$/.exec(one) ?? [];
    return port === undefined ? [] : [{ name, address, port: Number(port), tls: options.includes('ssl') }];
  });
}
