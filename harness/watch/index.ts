export { type ChildEnd, type ChildOptions, runChild } from './child.ts';
export { MARKS_VARIABLE, Marks, mark } from './marks.ts';
export { installed, marked, Onlooker, type Seen, type Watched } from './seen.ts';
