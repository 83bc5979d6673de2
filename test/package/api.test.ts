import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publicSources } from "../docs/resolve.ts";
import { root } from "./packed.ts";
import { type EntryRecord, publicApi } from "./public-api.ts";

/** What is public stands in test/package/api, as built. A change of it is a change of those files, to be seen and meant. */
const REWRITE = "npm run build && npx vitest run --project package test/package/api -u";

/** The front door last: what it passes on is shown where it comes from. */
const entries = Array.from(publicSources(root), ([specifier, source]) => ({
  specifier,
  declarations: source.replace(`${root}/src/`, `${root}/dist/`).replace(/\.ts$/, ".d.ts"),
})).sort((a, b) => Number(a.specifier === "clientele") - Number(b.specifier === "clientele"));

/** `clientele/labels/en` is on record in `labels-en.md`. */
const fileOf = (specifier: string) => `${specifier.replace("clientele/", "").replace("/", "-")}.md`;

const fence = (declarations: readonly string[]) => `\`\`\`ts\n${declarations.join("\n\n")}\n\`\`\`\n`;

function page(specifier: string, { own, passedOn }: EntryRecord): string {
  const elsewhere = Array.from(
    passedOn,
    ([home, names]) => `\n## As in ${home}\n\n${names.map((name) => `- ${name}\n`).join("")}`,
  );
  return `# ${specifier}\n\n${own.length === 0 ? "" : fence(own)}${elsewhere.join("")}`;
}

describe("what is public is what is on record", () => {
  const api = publicApi(entries);
  const pages = new Map(
    Array.from(api.entries, ([specifier, record]) => [fileOf(specifier), page(specifier, record)]),
  );
  pages.set("unnamed-types.md", `# Types that signatures need and no entry names\n\n${fence(api.unnamed)}`);

  test.each([...pages.keys()])("%s", async (file) => {
    const meant = `The public contract changed. If that is meant: ${REWRITE}`;
    await expect(pages.get(file), meant).toMatchFileSnapshot(join(import.meta.dirname, "api", file));
  });

  test("and nothing is on record that is gone", () => {
    expect(readdirSync(join(import.meta.dirname, "api")).sort()).toEqual([...pages.keys()].sort());
  });
});
