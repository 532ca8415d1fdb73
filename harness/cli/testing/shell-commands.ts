/** Commands in a page, a pipeline or a playbook, as words. Variables of the pipeline stand for one word each. */
export function shellCommands(file: string, text: string): string[][] {
  const lines = file.endsWith('.md') ? fenced(text) : withoutComments(text);
  return lines
    .flatMap((line) => line.replace(/\$?\{\{.*?\}\}/g, 'VALUE').split(/&&|\|\||;|\|/))
    .flatMap((part) => {
      const found = /(?:^|[\s'"])(?:npx (unbroken)|(unbroken|npm|node)) ([a-z].*)$/.exec(part.trim());
      if (!found) return [];
      const words = [...found[3]!.matchAll(/"[^"]*"|[^\s'")]+/g)].map(([word]) => word.replaceAll('"', ''));
      return [[found[1] ?? found[2]!, ...words]];
    });
}

const fenced = (text: string): string[] =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) => block!.split('\n'));

const withoutComments = (text: string): string[] =>
  text.split('\n').filter((line) => !/^\s*(?:#|\/\/|description:)/.test(line));
