/** What Grenade and its scripts put between two lines of stars: what they are about to do, and how they ended. */
const BANNER = /^#?\*{20,}$/;

/** The headlines of an output, in their order. What is traced of the commands that print them is none. */
export function marksIn(output: string): string[] {
  const lines = output.split('\n');
  return lines.flatMap((line, index) => {
    const isHead = BANNER.test(lines[index - 1] ?? '') && BANNER.test(lines[index + 1] ?? '');
    const text = line.replace(/^#\s*/, '').trim();
    return isHead && text !== '' && !BANNER.test(line) ? [text] : [];
  });
}
