export { entriesOf } from './entries.ts';
export { type Entries, Feed, type Message } from './feed.ts';
