import { expect, test } from '@playwright/test';
import { DARK, LIGHT } from './palette.ts';

type Name = keyof typeof LIGHT;

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (colour: string): number => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
};

const READ: readonly (readonly [text: Name, grounds: readonly Name[]])[] = [
  ['ink', ['ground', 'surface', 'sunken', 'good-tint', 'bad-tint', 'doubt-tint', 'accent-tint']],
  ['soft', ['ground', 'surface', 'sunken']],
  ['accent', ['ground', 'surface', 'accent-tint']],
  ['good', ['ground', 'surface', 'good-tint']],
  ['bad', ['ground', 'surface', 'bad-tint']],
  ['doubt', ['ground', 'surface', 'doubt-tint']],
  ['surface', ['accent', 'bad', 'doubt', 'soft']],
];

for (const [theme, colours] of Object.entries({ light: LIGHT, dark: DARK }))
  test(`${theme}: all text can be read on what it stands on`, () => {
    const weak = READ.flatMap(([text, grounds]) =>
      grounds
        .filter((ground) => contrast(colours[text], colours[ground]) < 4.5)
        .map((ground) => `${text} on ${ground}: ${contrast(colours[text], colours[ground]).toFixed(2)}`),
    );
    expect(weak).toEqual([]);
  });

test('black on white is 21 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
