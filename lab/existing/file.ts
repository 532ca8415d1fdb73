import { z } from 'zod';
import { Load } from '../description.ts';
import { StrategyFile } from '../strategy.ts';
import { TempestDescription } from '../tempest.ts';

/** `lab.yaml`: a lab that is there already, in the words of whoever runs it. */

const Port = z.number().int().min(1).max(65_535);
const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'expected letters, digits, dots, dashes and underscores');

const Become = z
  .union([
    z.boolean(),
    z.strictObject({
      passwordVariable: z.string().optional().describe('Environment variable that holds the password for sudo'),
      passwordFile: z.string().optional().describe('File whose first line is the password for sudo'),
    }),
  ])
  .describe('Run commands as root, by sudo');

const Ssh = z.strictObject({
  host: z.string().optional().describe('Address, or a Host of your SSH configuration (default: the name of the node)'),
  port: Port.optional(),
  user: z.string().optional(),
  identityFile: z.string().optional().describe('Private key'),
  agent: z.union([z.boolean(), z.string()]).optional().describe('Socket of an agent; true: $SSH_AUTH_SOCK'),
  hostKey: z.string().startsWith('SHA256:').optional().describe('Fingerprint; any other key is refused'),
  knownHosts: z.string().optional().describe('File with host keys (default: yours, and those of this machine)'),
  jump: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('Hosts on the way: [user@]host[:port], or a Host of your SSH configuration; "none": no jump'),
  become: Become.optional(),
});
export type Ssh = z.infer<typeof Ssh>;

const Node = z.strictObject({ role: z.string().default('controller'), ssh: Ssh.optional() });

const Balancer = z
  .strictObject({
    socket: z.string().optional().describe('Path of the admin-level socket'),
    tcp: z
      .string()
      .regex(/^\S+:\d+$/, 'expected HOST:PORT')
      .optional()
      .describe('HOST:PORT, where the admin-level socket listens on TCP'),
    node: Name.optional().describe('The node that it runs on; the socket is reached over SSH'),
    ssh: Ssh.optional().describe('The host that it runs on, where that is no node'),
    configFile: z.string().optional().describe('Its configuration, as a file of this machine'),
    logFile: z.string().optional().describe('Its log, as a file of this machine'),
  })
  .refine(({ socket, tcp }) => (socket === undefined) !== (tcp === undefined), 'expected one of socket and tcp')
  .refine(({ node, ssh }) => node === undefined || ssh === undefined, 'expected node or ssh, not both');

const Tls = z.strictObject({
  authorities: z.string().optional().describe('PEM file of the authorities to trust instead of the system’s'),
  serverName: z.string().optional().describe('Whom the certificate must name, sent as SNI'),
});

const Vip = z.strictObject({
  address: z.string().describe('Where users reach it'),
  tls: Tls.optional(),
  interface: z.string().optional().describe('For keepalived: where the address is put'),
  routerId: z.number().int().min(1).max(255).optional().describe('For keepalived: virtual_router_id'),
});

const Frontend = z.union(
  [
    z.strictObject({ vip: Name, port: Port, backend: Name }),
    z.strictObject({ url: z.url({ protocol: /^https?$/ }), tls: Tls.optional(), backend: Name }),
  ],
  'expected vip, port and backend; or url, perhaps tls, and backend',
);

const Unit = z.union(
  [
    z.strictObject({ systemd: Name }),
    z.strictObject({ service: Name }),
    z.strictObject({ container: Name, engine: z.enum(['docker', 'podman']).default('docker') }),
  ],
  'expected systemd, service, or container with engine docker or podman',
);
export type Unit = z.infer<typeof Unit>;

const command = z.string().min(1);
/** `{release}` is replaced by a release name. */
const Commands = z.strictObject({
  stop: command.optional(),
  start: command.optional(),
  status: command.optional().describe('Exit code 0: it runs'),
  reload: command.optional(),
  install: command.describe('Installs {release}'),
  release: command.describe('Prints the release of the installed code, and nothing else; changes nothing'),
  version: command.optional().describe('Prints exactly which packages that is, on one line; kept with the evidence'),
  wrote: command.optional().describe('Prints what it wrote in its log about {request}, an id that it gave'),
  served: command.optional().describe('Prints how many traced requests it has answered on the node'),
  reaches: command.optional().describe('Exit code 0: from within what it made, {from}, {address} is reached'),
});

const Service = z
  .strictObject({
    project: Name.optional().describe('What shares a schema with it (default: its own name)'),
    frontend: Frontend.optional().describe('Absent: nobody calls it directly'),
    members: z.record(
      Name,
      z.strictObject({
        server: Name.optional().describe('Its name in the backend'),
        url: z
          .url({ protocol: /^https?$/ })
          .optional()
          .describe('Straight to the node'),
        balancer: Name.optional().describe('The load balancer that it is, where it is HAProxy itself'),
      }),
    ),
    releases: z
      .strictObject({ old: z.string().min(1), new: z.string().min(1) })
      .optional()
      .describe("Where they are not the lab's"),
    versions: z
      .literal('by-server')
      .optional()
      .describe('Its answers do not tell which release they come from: what counts is the server that answered'),
    unit: Unit.optional().describe('What stop, start, status and reload are made of'),
    commands: Commands,
    database: z.record(Name, command).default({}).describe('Phase of the schema migration → command'),
  })
  .superRefine(({ unit, commands, frontend, members }, context) => {
    for (const name of ['stop', 'start', 'status'] as const)
      if (!unit && commands[name] === undefined)
        context.addIssue({ code: 'custom', path: ['commands'], message: `expected ${name}, or a unit to make it of` });
    for (const [node, { server, url }] of Object.entries(members))
      if (frontend && (server === undefined || url === undefined))
        context.addIssue({
          code: 'custom',
          path: ['members', node],
          message: 'expected server and url, since the service has a front end',
        });
  });

const Credentials = z.strictObject({
  cloud: z.string().optional().describe('Name of a cloud in clouds.yaml (default: $OS_CLOUD, then OS_* variables)'),
  cloudsFile: z.string().optional(),
  variables: z.record(Name, z.string()).default({}).describe('Name in the traffic → environment variable'),
  values: z.record(Name, z.string()).default({}).describe('What is no secret'),
});
export type Credentials = z.infer<typeof Credentials>;

export const LabFile = z
  .strictObject({
    lab: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected small letters, digits and dashes'),
    releases: z.strictObject({ old: z.string().min(1), new: z.string().min(1) }),
    sshConfig: z
      .union([z.literal(false), z.string()])
      .default('~/.ssh/config')
      .describe('false: none is read'),
    ssh: Ssh.omit({ host: true }).optional().describe('For every host that does not say otherwise'),
    nodes: z.record(Name, Node.nullable()).refine((nodes) => Object.keys(nodes).length > 0, 'expected a node'),
    balancers: z.record(Name, Balancer).refine((all) => Object.keys(all).length > 0, 'expected a load balancer'),
    balancing: z
      .enum(['together', 'in-turn'])
      .default('together')
      .describe('Several load balancers serve together, or one while the others wait for the address (keepalived)'),
    vips: z.record(Name, Vip).default({}),
    services: z.record(Name, Service),
    scenario: z.string().optional().describe('For unbroken watch: whose traffic to offer'),
    credentials: Credentials.optional(),
    strategy: StrategyFile.optional().describe('Who stops, installs and starts (default: the commands of services)'),
    tempest: TempestDescription.optional().describe('Run where the scenario names tests'),
    guests: z
      .strictObject({ user: z.string(), port: Port.default(22) })
      .nullable()
      .optional()
      .describe('How servers are entered; null: they have no inside'),
    absent: z
      .record(Name, z.string().min(1))
      .default({})
      .describe('Service that scenarios name and this lab does without → why'),
    load: Load.strict().optional().describe('What the lab can take, where that is less than scenarios offer'),
  })
  .superRefine(({ nodes, vips, balancers, services, strategy, tempest }, context) => {
    const expectKnown = (kind: string, name: string, all: object, path: (string | number)[]) => {
      if (!Object.hasOwn(all, name))
        context.addIssue({
          code: 'custom',
          path,
          message: `no ${kind} "${name}"; there are: ${Object.keys(all).join(', ') || 'none'}`,
        });
    };
    for (const [name, { node }] of Object.entries(balancers))
      if (node !== undefined) expectKnown('node', node, nodes, ['balancers', name, 'node']);
    for (const [name, { frontend, members }] of Object.entries(services)) {
      if (frontend && 'vip' in frontend) expectKnown('vip', frontend.vip, vips, ['services', name, 'frontend', 'vip']);
      for (const [node, { balancer }] of Object.entries(members)) {
        expectKnown('node', node, nodes, ['services', name, 'members', node]);
        if (balancer !== undefined)
          expectKnown('load balancer', balancer, balancers, ['services', name, 'members', node, 'balancer']);
      }
    }
    if (tempest) expectKnown('node', tempest.node, nodes, ['tempest', 'node']);
    const resources = strategy?.grenade?.resources;
    if (resources) expectKnown('node', resources.node, nodes, ['strategy', 'grenade', 'resources', 'node']);
    for (const node of Object.keys(strategy?.ansible?.hosts ?? {}))
      expectKnown('node', node, nodes, ['strategy', 'ansible', 'hosts', node]);
  });
export type LabFile = z.infer<typeof LabFile>;
