import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../database/index.ts';

/** Who there is and what belongs to whom: domains, projects, users, roles, the catalogue. */

const Flag = z.number().transform((value) => value === 1);
const Domain = z.object({ id: z.string(), name: z.string() });
const Project = z.object({
  id: z.string(),
  domain: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: Flag,
});
const User = z.object({
  id: z.string(),
  domain: z.string(),
  name: z.string(),
  hash: z.string().nullable(),
  enabled: Flag,
});
const Role = z.object({ id: z.string(), name: z.string() });
const Endpoint = z.object({
  service: z.string(),
  type: z.string(),
  name: z.string(),
  id: z.string(),
  interface: z.string(),
  region: z.string(),
  url: z.string(),
});

export type Project = z.infer<typeof Project>;
export type User = z.infer<typeof User>;
export type Endpoint = z.infer<typeof Endpoint>;

/** By id, or by a name within a domain. */
export type Reference = { readonly id: string } | { readonly name: string; readonly domain: string };

export interface Page {
  readonly name?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export type Directory = ReturnType<typeof makeDirectory>;

const PROJECT = 'SELECT id, domain_id AS domain, name, description, enabled FROM project';
const USER = 'SELECT id, domain_id AS domain, name, password_hash AS hash, enabled FROM user';

export const newId = () => randomUUID().replaceAll('-', '');

export function makeDirectory(database: Database) {
  const find = <T>(schema: z.ZodType<T>, select: string, reference: Reference): T | undefined => {
    const where = 'id' in reference ? 'id = :id' : 'name = :name AND domain_id = :domain';
    const row = database.first(`${select} WHERE ${where}`, { ...reference });
    return row && schema.parse(row);
  };
  const list = <T>(schema: z.ZodType<T>, select: string, page: Page): T[] =>
    database
      .all(`${select} WHERE id > :after AND (:name IS NULL OR name = :name) ORDER BY id LIMIT :limit`, {
        after: page.after ?? '',
        name: page.name ?? null,
        limit: page.limit ?? -1,
      })
      .map((row) => schema.parse(row));

  return {
    domain(reference: { readonly id: string } | { readonly name: string }) {
      const where = 'id' in reference ? 'id = :id' : 'name = :name';
      const row = database.first(`SELECT id, name FROM domain WHERE ${where}`, { ...reference });
      return row && Domain.parse(row);
    },
    project: (reference: Reference) => find(Project, PROJECT, reference),
    projects: (page: Page) => list(Project, PROJECT, page),
    addProject(project: Project) {
      database.change('INSERT INTO project VALUES (:id, :domain, :name, :description, :enabled)', {
        ...project,
        enabled: Number(project.enabled),
      });
    },
    removeProject: (id: string) => database.change('DELETE FROM project WHERE id = :id', { id }) > 0,
    user: (reference: Reference) => find(User, USER, reference),
    users: (page: Page) => list(User, USER, page),
    addUser(user: User) {
      database.change('INSERT INTO user VALUES (:id, :domain, :name, :hash, :enabled)', {
        ...user,
        enabled: Number(user.enabled),
      });
    },
    roles(userId: string, projectId: string) {
      const sql = `SELECT role.id, role.name FROM assignment JOIN role ON role.id = role_id
        WHERE user_id = :userId AND project_id = :projectId ORDER BY role.name`;
      return database.all(sql, { userId, projectId }).map((row) => Role.parse(row));
    },
    endpoints() {
      const sql = `SELECT service.id AS service, type, name, endpoint.id, interface, region, url
        FROM endpoint JOIN service ON service.id = service_id ORDER BY service.name, interface`;
      return database.all(sql).map((row) => Endpoint.parse(row));
    },
  };
}
