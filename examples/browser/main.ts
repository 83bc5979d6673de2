import { buildPage } from "./build.ts";
import { serveFolder } from "./serve.ts";

/**
 * A page that scores a CSV file in the browser's tab: `npx tsx examples/browser/main.ts` makes it in `out/browser` and
 * serves it. The files in that folder are all there is to it.
 */
const folder = "out/browser";
await buildPage(folder);
const { origin } = await serveFolder(folder, 8080);
process.stdout.write(`${folder} is at ${origin} (end with Ctrl+C)\n`);
