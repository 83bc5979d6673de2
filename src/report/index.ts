/**
 * Results as text: `csvOf` and `csvChunks` write CSV that a spreadsheet opens and that runs no formula there.
 *
 * @module
 */
export { type CsvChunksOptions, type CsvOptions, csvChunks, csvOf } from "./csv.ts";
