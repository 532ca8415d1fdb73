import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Canvas, type Screen } from './canvas.ts';

/** A terminal that knows what the canvas writes, wraps long lines, and wraps them anew when it is resized. */
class Glass implements Screen {
  columns: number;
  readonly rows = 24;
  #lines = [''];

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is a terminal
    for (const [piece, up] of text.matchAll(/\u001b\[(\d+)A|\u001b\[0J|\r|\n|[^\u001b\r\n]+/g)) {
      if (up !== undefined) this.#up = Number(up);
      else if (piece === '\u001b[0J') this.#eraseFrom(this.#height - 1 - this.#up);
      else if (piece === '\r') this.#up = 0;
      else if (piece === '\n') this.#lines.push('');
      else this.#lines.push(this.#lines.pop()! + piece);
    }
  }

  get shown(): string[] {
    return this.#lines;
  }

  #up = 0;

  get #height(): number {
    return this.#lines.reduce((sum, line) => sum + this.#rowsOf(line), 0);
  }

  #rowsOf(line: string): number {
    return Math.max(1, Math.ceil(line.length / this.columns));
  }

  #eraseFrom(row: number): void {
    let above = 0;
    const place = this.#lines.findIndex((line) => {
      above += this.#rowsOf(line);
      return above > row;
    });
    const begins = above - this.#rowsOf(this.#lines[place]!);
    this.#lines = [...this.#lines.slice(0, place), this.#lines[place]!.slice(0, (row - begins) * this.columns)];
  }
}

const word = fc.stringMatching(/^[a-z ]{0,70}$/);
const doing = fc.oneof(
  word.map((text) => ({ what: 'say' as const, text })),
  fc.array(word, { minLength: 1, maxLength: 6 }).map((lines) => ({ what: 'draw' as const, lines })),
  fc.integer({ min: 10, max: 60 }).map((columns) => ({ what: 'resize' as const, columns })),
  fc.constant({ what: 'clear' as const }),
);

test('what was said stays, in order, and below it is the last block alone, however wide the terminal is and becomes', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 30 }), (doings) => {
      const glass = new Glass(40);
      const canvas = new Canvas(glass);
      const said: string[] = [];
      let drawn: string[] = [''];
      for (const each of doings) {
        if (each.what === 'resize') glass.columns = each.columns;
        else if (each.what === 'say') {
          canvas.say(each.text);
          said.push(each.text);
          drawn = [''];
        } else if (each.what === 'draw') {
          drawn = each.lines.map((line) => line.slice(0, glass.columns - 1));
          canvas.draw(drawn.map((text) => ({ text, styled: text })));
        } else {
          canvas.clear();
          drawn = [''];
        }
      }
      expect(glass.shown).toEqual([...said, ...drawn]);
    }),
  );
});
