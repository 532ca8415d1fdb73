import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A program of several modules as one text that a page can hold: types are taken out, each module becomes a function that
 * is called once, in the order in which they need each other. Only what our own modules use is understood.
 */

const IMPORT = /^import\s*\{([^}]*)\}\s*from\s*'(\.[^']+)';$/gm;
const PASSED_ON = /^export\s*\{([^}]*)\}\s*from\s*'(\.[^']+)';$/gm;
const EXPORTED = /^export (?=(?:async )?(?:const|function|class) (\w+))/gm;
const LEFT = /^(?:import|export)\b.*$/m;

interface Module {
  readonly name: string;
  readonly code: string;
}

const withoutTypes = (path: string): string => {
  // Node warns on every use that this may change. It is pinned as a dependency, and the tests look at what comes out.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(readFileSync(path, 'utf8'));
  } finally {
    process.emitWarning = emitWarning;
  }
};

const names = (list: string): readonly (readonly [own: string, given: string])[] =>
  list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [own = '', given = own] = each.split(/\s+as\s+/);
      return [own, given];
    });

export const bundle = (entry: URL): string => {
  const modules = new Map<string, Module>();
  const load = (path: string): string => {
    const known = modules.get(path);
    if (known) return known.name;
    const from = (relative: string): string => load(resolve(dirname(path), relative));
    const given: string[] = [];
    const body = withoutTypes(path)
      .replace(IMPORT, (_, list: string, relative: string) =>
        bound(
          from(relative),
          names(list).map(([own, as]) => (own === as ? own : `${own}: ${as}`)),
        ),
      )
      .replace(PASSED_ON, (_, list: string, relative: string) => {
        const source = from(relative);
        given.push(...names(list).map(([own, as]) => `${as}: ${source}.${own}`));
        return '';
      })
      .replace(EXPORTED, (_, name: string) => {
        given.push(name);
        return '';
      });
    const [left] = LEFT.exec(body) ?? [];
    if (left !== undefined) throw new Error(`${path}: expected imports and exports of names only, got "${left}"`);
    const name = `module${modules.size}`;
    const code = body.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
    modules.set(path, { name, code: `const ${name} = (() => {${code}return { ${given.join(', ')} };\n})();\n` });
    return name;
  };
  load(fileURLToPath(entry));
  return `(() => {\n${[...modules.values()].map(({ code }) => code).join('')}})();`;
};

const bound = (source: string, list: readonly string[]): string =>
  list.length === 0 ? '' : `const { ${list.join(', ')} } = ${source};`;
