export { ndjson, plain } from './ndjson.ts';
export { writeParquet } from './parquet.ts';
