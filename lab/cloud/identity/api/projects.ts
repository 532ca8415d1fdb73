import { z } from 'zod';
import { violatesUnique } from '../../database/index.ts';
import { type Call, expectBody, type Routes } from '../../http/index.ts';
import { type Directory, newId, type Project } from '../directory.ts';
import type { Callers } from './caller.ts';
import { linksOf, pageOf } from './page.ts';
import { duplicate, missing } from './respond.ts';

const NewProject = z.object({
  project: z.object({
    name: z.string().min(1).max(64),
    domain_id: z.string().default('default'),
    description: z.string().default(''),
    enabled: z.boolean().default(true),
  }),
});

export function projectRoutes(directory: Directory, callers: Callers): Routes {
  const body = (call: Call, project: Project) => ({
    id: project.id,
    name: project.name,
    domain_id: project.domain,
    parent_id: project.domain,
    description: project.description,
    enabled: project.enabled,
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${call.origin}/v3/projects/${project.id}` },
  });

  return {
    'GET /v3/projects': (call) => {
      callers.administrator(call, 'identity:list_projects');
      const page = pageOf(call);
      const projects = directory.projects(page);
      return {
        status: 200,
        body: { projects: projects.map((project) => body(call, project)), links: linksOf(call, page, projects) },
      };
    },
    'POST /v3/projects': (call) => {
      callers.administrator(call, 'identity:create_project');
      const wanted = expectBody(NewProject, call.body).project;
      if (!directory.domain({ id: wanted.domain_id })) throw missing('domain', wanted.domain_id);
      const project = { ...wanted, id: newId(), domain: wanted.domain_id };
      try {
        directory.addProject(project);
      } catch (error) {
        throw violatesUnique(error) ? duplicate('project', project.name, project.domain) : error;
      }
      return { status: 201, body: { project: body(call, project) } };
    },
    'GET /v3/projects/{project}': (call) => {
      callers.administrator(call, 'identity:get_project');
      const id = call.parameters.project!;
      const project = directory.project({ id });
      if (!project) throw missing('project', id);
      return { status: 200, body: { project: body(call, project) } };
    },
    'DELETE /v3/projects/{project}': (call) => {
      callers.administrator(call, 'identity:delete_project');
      const id = call.parameters.project!;
      if (!directory.removeProject(id)) throw missing('project', id);
      return { status: 204 };
    },
  };
}
