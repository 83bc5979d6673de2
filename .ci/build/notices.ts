import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };

/** The first line of a script that holds code of others, whose licences stand in the file named. */
export const banner = (script: string): string => `/*! clientele ${version} | MIT | ${noticesOf(script)} */`;

/** Writes, beside a script, the licence of the library and of each package that has code in it. */
export const notices = (folder: string, script: string): Plugin => ({
  name: "notices",
  setup(build) {
    build.onEnd(({ metafile }) => {
      const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) =>
        Object.entries(output.inputs),
      );
      const packages = inputs.flatMap(([file, { bytesInOutput }]) => {
        const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
        return name === undefined || bytesInOutput === 0 ? [] : [name];
      });
      const texts = [...new Set(packages)]
        .sort()
        .map((name) => `${name}\n\n${licenceOf(`node_modules/${name}`)}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        `${folder}/${noticesOf(script)}`,
        [`clientele\n\n${licenceOf(".")}`, ...texts].join(RULE),
      );
    });
  },
});

const noticesOf = (script: string): string => `${script}.LICENSE.txt`;

const RULE = `\n${"-".repeat(80)}\n\n`;

function licenceOf(home: string): string {
  const file = readdirSync(home).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
  if (file === undefined) throw new Error(`${home} has no licence`);
  return `${readFileSync(`${home}/${file}`, "utf8").trim()}\n`;
}
