import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * How `dist/node` is cut: into few chunks of rooms that are used together. Node spends a millisecond on finding and
 * opening a file, and as much on thirty kilobytes of what is in it; a bundler that cuts by which entries need a file
 * makes sixty.
 */
const CHUNKS: readonly (readonly string[])[] = [
  ["calendar", "core", "history", "math"],
  ["connectors", "report"],
  ["clv"],
  ["lifecycle"],
  ["rfm", "rules", "segmentation"],
  ["profit", "referral"],
  ["charts", "scorecard"],
];

const SOURCES = resolve("src");

/** A file brings all files of the chunks it imports from, and so all entries that need one file need all of them. */
export const fewChunks: Plugin = {
  name: "few-chunks",
  setup(build) {
    build.onResolve({ filter: /^room:/ }, ({ path }) => ({ path, namespace: "room", sideEffects: true }));
    build.onLoad({ filter: /./, namespace: "room" }, ({ path }) => ({
      contents: filesOf(path.slice("room:".length)).map(importOf).join(""),
      resolveDir: SOURCES,
    }));
    build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => ({
      path: resolve(kind === "entry-point" ? "" : resolveDir, path),
      sideEffects: true,
    }));
    build.onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const rooms = neededBy(path, source).map((room) => importOf(`room:${room}`));
      return { contents: `${source}\n${rooms.join("")}`, loader: "ts" };
    });
  },
};

function importOf(path: string): string {
  return `import ${JSON.stringify(path)};\n`;
}

/** All files of the chunk that a room is in. */
function filesOf(room: string): readonly string[] {
  const rooms = CHUNKS.find((chunk) => chunk[0] === room) ?? [];
  return rooms.flatMap((folder) =>
    readdirSync(join(SOURCES, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `./${folder}/${name.split(sep).join("/")}`),
  );
}

/** The chunks that a file imports more than types from, each by its first room; its own among them. */
function neededBy(path: string, source: string): readonly string[] {
  const imported = source.matchAll(/^(?:import|export)(?! type\b)[^;]*? from "(\.{1,2}\/[^"]+)"/gm);
  const files = [path, ...Array.from(imported, ([, file = ""]) => resolve(dirname(path), file))];
  return Array.from(new Set(files.flatMap(chunkOf)));
}

/** None for the front door, and for dictionaries and schemas, which no room needs. */
function chunkOf(path: string): readonly string[] {
  const [room = ""] = relative(SOURCES, path).split(sep);
  const chunk = CHUNKS.find((rooms) => rooms.includes(room));
  return chunk === undefined ? [] : [chunk[0] as string];
}
