/** The page's colours by their meaning, as the theme has them now. */
export type Ink = (name: string) => string;

export const currentInks = (): Ink => {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const colour = style.getPropertyValue(`--${name}`).trim() || '#888888';
    known.set(name, colour);
    return colour;
  };
};

/** Calls back when the reader chooses another theme, or the system does. */
export const onThemeChange = (changed: () => void): void => {
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
};
