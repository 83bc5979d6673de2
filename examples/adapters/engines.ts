import type { Adapter } from "./adapter.ts";

/** Opens each engine in a folder of its own. An engine is loaded when it is asked for. */
export const ENGINES: { readonly [name: string]: (folder: string) => Promise<Adapter> } = {
  memory: async () => (await import("./memory.ts")).openMemory(),
  csv: async (folder) => (await import("./csv.ts")).openCsv(folder),
  sqlite: async (folder) => (await import("./sqlite.ts")).openSqlite(folder),
  duckdb: async (folder) => (await import("./duckdb.ts")).openDuckDb(folder),
  postgres: async (folder) =>
    (await import("./postgres.ts")).openPostgres(folder, process.env["DATABASE_URL"]),
  level: async (folder) => (await import("./level.ts")).openLevel(folder),
};
