import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const present = existsSync(CHROMIUM);
if (!present) console.warn(`NOT RUN: no browser at ${CHROMIUM}; CHROMIUM=path names another`);

/** What the page does: it parses policies, good and bad, and tells what came of it. */
const PAGE = `
  import { parseModel, parsePolicy, parseRules } from "./src/schema/index.ts";
  const refused = [];
  const attempt = (run) => { try { return run(); } catch (error) { refused.push(error.name); return undefined; } };
  const policy = attempt(() => parsePolicy('{ "rfm": { "map": "klaviyo" }, "tiers": { "scheme": "pyramid" } }'));
  attempt(() => parsePolicy('{ "rfm": { "bins": 40 } }'));
  attempt(() => parsePolicy("[".repeat(1000000)));
  attempt(() => parseModel({ kind: "__proto__" }));
  attempt(() => parseRules({ facts: {}, segments: { a: { field: "constructor", op: "isSet" } } }));
  globalThis.found = { map: policy?.rfm?.map, refused };
`;

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  if (!present) return;
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
  });
  const script = outputFiles[0]?.text ?? "";
  const files: { readonly [path: string]: readonly [type: string, text: string] } = {
    "/": ["text/html", '<!doctype html><script src="/page.js"></script>'],
    "/eval": ["text/html", '<!doctype html><script src="/eval.js"></script>'],
    "/page.js": ["text/javascript", script],
    "/eval.js": ["text/javascript", 'try { new Function("") } catch {} globalThis.found = {};'],
  };
  server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
    response.setHeader("Content-Type", type);
    response.setHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'");
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a page and gives what it found, and each violation of its content security policy. */
async function visit(path: string): Promise<{ found: unknown; violations: readonly string[] }> {
  const page = await browser.newPage();
  await page.addInitScript(`
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", (event) => violations.push(event.blockedURI));
  `);
  await page.goto(origin + path);
  await page.waitForFunction("globalThis.found !== undefined");
  // Reports come after the task that caused them.
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))");
  const found = await page.evaluate("globalThis.found");
  const violations = (await page.evaluate("globalThis.violations")) as readonly string[];
  await page.close();
  return { found, violations };
}

test.runIf(present)("under script-src 'self' a page that parses policies raises no violation", async () => {
  const { found, violations } = await visit("/");
  expect(found).toEqual({ map: "klaviyo", refused: Array.from({ length: 4 }, () => "ScoringError") });
  expect(violations).toEqual([]);
});

test.runIf(present)("and one that makes code from text is seen to", async () => {
  const { violations } = await visit("/eval");
  expect(violations).toEqual(["eval"]);
});
