export { type CsvChunksOptions, type CsvOptions, csvChunks, csvOf } from "./csv.ts";
