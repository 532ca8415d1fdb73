import type { Database, Row } from '../../database/index.ts';
import type { VmState, Work } from '../life.ts';
import type { Release } from '../release.ts';
import { columns, Instance } from './instance.ts';
import type { NameFilter } from './name-filter.ts';

export type NewInstance = Pick<
  Instance,
  | 'id'
  | 'projectId'
  | 'userId'
  | 'name'
  | 'hostname'
  | 'description'
  | 'flavor'
  | 'image'
  | 'keyName'
  | 'publicKey'
  | 'metadata'
  | 'securityGroups'
  | 'forcedHost'
>;

export interface Query {
  /** Null for those of all projects. */
  readonly projectId: string | null;
  readonly name?: NameFilter | undefined;
  readonly vmState?: VmState | undefined;
  readonly host?: string | undefined;
  /** Younger than this are left out: a list begins with the youngest. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export type Instances = ReturnType<typeof makeInstances>;

/** The servers. Every change says in which state it expects them, so that of two that come together one is refused. */
export function makeInstances(database: Database, { sql }: Release, clock: () => number) {
  const SELECT = `SELECT ${columns(sql.computeId)} FROM instance`;
  const update = (id: string, set: string, where: string, parameters: Record<string, string | number | null>) =>
    database.change(
      `UPDATE instance SET ${set}, updated_at = :now WHERE id = :id AND deleted_at IS NULL AND ${where}`,
      {
        id,
        now: clock(),
        ...parameters,
      },
    ) > 0;

  const list = (query: Query): Instance[] => {
    const { name } = query;
    const rows = database.all(
      `${SELECT} WHERE deleted_at IS NULL AND (:project IS NULL OR project_id = :project)
         ${name?.kind === 'exact' ? 'AND name = :name' : ''} ${name?.kind === 'part' ? 'AND instr(name, :name)' : ''}
         AND (:vmState IS NULL OR vm_state = :vmState) AND (:host IS NULL OR host = :host)
         AND (:before IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit`,
      {
        project: query.projectId,
        name: name === undefined || name.kind === 'expression' ? null : name.name,
        vmState: query.vmState ?? null,
        host: query.host ?? null,
        before: query.before ?? null,
        limit: name?.kind === 'expression' ? -1 : query.limit,
      },
    );
    const instances = rows.map((row) => Instance.parse(row));
    if (name?.kind !== 'expression') return instances;
    return instances.filter((instance) => name.expression.test(instance.name)).slice(0, query.limit);
  };

  return {
    add(instance: NewInstance): void {
      database.change(
        `INSERT INTO instance (id, project_id, user_id, name, hostname, description, vm_state, task_state, flavor, image,
           key_name, public_key, metadata, security_groups, forced_host, created_at, updated_at)
         VALUES (:id, :projectId, :userId, :name, :hostname, :description, 'building', 'scheduling', :flavor, :image,
           :keyName, :publicKey, :metadata, :securityGroups, :forcedHost, :now, :now)`,
        {
          ...instance,
          flavor: JSON.stringify(instance.flavor),
          metadata: JSON.stringify(instance.metadata),
          securityGroups: JSON.stringify(instance.securityGroups),
          now: clock(),
        },
      );
    },
    find(id: string): Instance | undefined {
      const row = database.first(`${SELECT} WHERE id = :id AND deleted_at IS NULL`, { id });
      return row && Instance.parse(row);
    },
    /** Its history outlives an instance. */
    findDeleted(id: string): Instance | undefined {
      const row = database.first(`${SELECT} WHERE id = :id AND deleted_at IS NOT NULL`, { id });
      return row && Instance.parse(row);
    },
    list,
    /** False when its state does not allow it (any more). */
    begin(id: string, { from, task }: Work): boolean {
      return update(
        id,
        'task_state = :task',
        'task_state IS NULL AND vm_state IN (SELECT value FROM json_each(:from))',
        {
          task,
          from: JSON.stringify(from),
        },
      );
    },
    /** Gives an instance that is nowhere to a host. */
    place: (id: string, host: string) =>
      update(id, sql.place, `host IS NULL AND task_state IS NOT 'deleting'`, { host }),
    spawning: (id: string) => update(id, `task_state = 'spawning'`, `task_state = 'scheduling'`, {}),
    /** Work ended well. A deletion that came in between goes before. */
    settle: (id: string, task: string, vmState: VmState) =>
      update(id, 'vm_state = :vmState, task_state = NULL, fault = NULL', 'task_state = :task', { task, vmState }),
    launched: (id: string) => update(id, 'launched_at = coalesce(launched_at, :now)', 'TRUE', {}),
    /** Its guest is nowhere any more. */
    offload: (id: string) => update(id, 'host = NULL', 'TRUE', {}),
    /** Back to where it was before a task that could not even begin. */
    giveUp: (id: string, task: string) => update(id, 'task_state = NULL', 'task_state = :task', { task }),
    fail: (id: string, message: string) =>
      update(id, `vm_state = 'error', task_state = NULL, fault = :fault`, `task_state IS NOT 'deleting'`, {
        fault: JSON.stringify({ code: 500, message, created: clock() }),
      }),
    deleting: (id: string) => update(id, `task_state = 'deleting'`, 'TRUE', {}),
    remove: (id: string) => update(id, 'deleted_at = :now, task_state = NULL', 'TRUE', {}),
    /** A guest keeps its address as long as it lives, wherever it is. False when no address is free. */
    claimAddress(id: string, pool: readonly string[]): boolean {
      const free = `SELECT value FROM json_each(:pool)
        WHERE value NOT IN (SELECT address FROM instance WHERE address IS NOT NULL AND deleted_at IS NULL) LIMIT 1`;
      update(id, `address = (${free})`, 'address IS NULL', { pool: JSON.stringify(pool) });
      return database.first('SELECT 1 FROM instance WHERE id = :id AND address IS NOT NULL', { id }) !== undefined;
    },
    rename: (id: string, name: string) => update(id, 'name = :name', 'TRUE', { name }),
    describe: (id: string, description: string | null) =>
      update(id, 'description = :description', 'TRUE', { description }),
    addMetadata: (id: string, more: Readonly<Record<string, string>>) =>
      update(id, 'metadata = json_patch(metadata, :more)', 'TRUE', { more: JSON.stringify(more) }),
    setSecurityGroups: (id: string, before: readonly string[], after: readonly string[]) =>
      update(id, 'security_groups = :after', 'security_groups = :before', {
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      }),
    /** `busy`: those that something is being done to. */
    countByHost(): Map<string, { readonly all: number; readonly busy: number }> {
      const sqlText = `SELECT host, count(*) AS "all", count(task_state) AS busy FROM instance
        WHERE deleted_at IS NULL AND host IS NOT NULL GROUP BY host`;
      const counts = (row: Row) => ({ all: Number(row.all), busy: Number(row.busy) });
      return new Map(database.all(sqlText).map((row) => [String(row.host), counts(row)]));
    },
    addComputeNode(id: string, host: string, address: string): void {
      database.change('INSERT INTO compute_node VALUES (:id, :host, :address) ON CONFLICT (host) DO NOTHING', {
        id,
        host,
        address,
      });
    },
    computeNodes: () =>
      database
        .all('SELECT id, host, address FROM compute_node ORDER BY host')
        .map((row) => ({ id: String(row.id), host: String(row.host), address: String(row.address) })),
    transaction: <T>(work: () => T): T => database.transaction(work),
  };
}
