import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Download, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { buildPage } from "../../examples/browser/build.ts";
import { serveFolder } from "../../examples/browser/serve.ts";
import { csvColumnsSync, csvTransactionsSync, scoreCustomers } from "../../src/index.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const present = existsSync(CHROMIUM);
if (!present) console.warn(`NOT RUN: no browser at ${CHROMIUM}; CHROMIUM=path names another`);

const folder = mkdtempSync(join(tmpdir(), "page-"));
const site = join(folder, "site");
let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  if (!present) return;
  await buildPage(site);
  ({ server, origin } = await serveFolder(site));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true });
});

/** What a page must not do. */
interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What it said in the console, errors that nobody caught, and violations of its policy. */
  readonly complaints: string[];
  readonly requests: string[];
}

let open: BrowserContext[] = [];
afterEach(async () => {
  await Promise.all(open.map((context) => context.close()));
  open = [];
});

/** The page, freshly opened at a width, and everything that it does wrong from then on. */
async function openPage(width: number, locale = "en-GB"): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale,
    acceptDownloads: true,
  });
  open.push(context);
  const complaints: string[] = [];
  const requests: string[] = [];
  await context.exposeFunction("complain", (what: string) => complaints.push(what));
  await context.addInitScript(`
    addEventListener("securitypolicyviolation", (event) => complain("policy: " + event.violatedDirective + " " + event.blockedURI));
  `);
  context.on("console", (message) => complaints.push(`console: ${message.text()}`));
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
  context.on("request", (request) => requests.push(request.url()));
  const page = await context.newPage();
  await page.goto(origin);
  return { page, context, complaints, requests };
}

/** Until charts are drawn and the page has said that it is done. */
async function scored(page: Page): Promise<void> {
  await page.locator("#status", { hasText: /^(Done\.|完成。)$/ }).waitFor({ timeout: 120_000 });
}

function expectQuiet({ complaints, requests }: Watched): void {
  expect(complaints).toEqual([]);
  const abroad = requests.filter(
    (url) => !url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`),
  );
  expect(abroad).toEqual([]);
}

/** Is the page as wide as its window, and no chart wider than its place? */
async function expectFitting(page: Page, width: number): Promise<void> {
  const widths = (await page.evaluate(`({
    page: document.documentElement.scrollWidth,
    over: [...document.querySelectorAll("#charts figure")]
      .filter((figure) => figure.scrollWidth > figure.clientWidth + 1).length,
  })`)) as { page: number; over: number };
  expect(widths.page).toBeLessThanOrEqual(width);
  expect(widths.over).toBe(0);
}

async function textOf({ page }: Watched, download: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), download()]);
  return readFileSync(await (file as Download).path(), "utf8");
}

/** Orders of so many customers, each with a pace and a loyalty of their own, over two years; as a file. */
function orderLog(customers: number): string {
  const lines = ["customer_id,date,amount"];
  let seed = 7;
  const draw = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let c = 0; c < customers; c += 1) {
    const pace = 15 / (0.05 + draw() ** 2);
    const loyalty = 0.9 * Math.sqrt(draw());
    let day = Math.floor(600 * draw());
    do {
      const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
      lines.push(`c${c},${date},${(5 + 95 * draw() ** 2).toFixed(2)}`);
      day += 1 + Math.floor(-pace * Math.log(1 - draw()));
    } while (day < 730 && draw() < loyalty);
  }
  return lines.join("\n");
}

const SMALL = `customer_id,date,amount
ann,2026-01-05,30
ann,2026-01-19,50
"<img src=x onerror=complain(1)>",2026-01-07,12
=1+1,2025-11-30,45
bob,not a day,8
`;

test.runIf(present).each([400, 1200])(
  "a file dropped upon the page is scored, at %i pixels",
  async (width) => {
    const watched = await openPage(width);
    const { page } = watched;
    const log = readFileSync("examples/quickstart/data/cdnow-master-elog.csv", "utf8");
    const files = await page.evaluateHandle(`
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(log)}], "orders.csv", { type: "text/csv" }));
    transfer;
  `);
    await page.dispatchEvent("#drop", "dragenter", { dataTransfer: files });
    await page.dispatchEvent("#drop", "drop", { dataTransfer: files });
    await scored(page);

    expect(await page.locator("#figures dd").first().textContent()).toBe("23,570");
    expect(await page.locator("#charts svg").count()).toBe(7);
    const alts = await page
      .locator("#charts [aria-roledescription=visualization]")
      .evaluateAll((all) => all.map((place) => place.getAttribute("aria-label")));
    expect(alts.length).toBe(7);
    expect(alts.every((alt) => alt !== null && /\d/.test(alt))).toBe(true);
    await expectFitting(page, width);
    await page.setViewportSize({ width: 1600 - width, height: 800 });
    await page.waitForTimeout(1200);
    await scored(page);
    await expectFitting(page, 1600 - width);
    expectQuiet(watched);
  },
);

test.runIf(present)("all of it is done with the keyboard alone", async () => {
  const watched = await openPage(1200);
  const { page } = watched;
  const reach = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await page.evaluate(`document.activeElement.matches("${selector}")`)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${selector}`);
  };
  await reach("#language");
  // Waited for from here on: a browser told to report choosers as the key is pressed may open one of its own.
  const choosing = page.waitForEvent("filechooser");
  await reach("#file");
  const file = join(folder, "small.csv");
  writeFileSync(file, SMALL);
  await page.keyboard.press("Space");
  await (await choosing).setFiles(file);
  await scored(page);
  // Where the results begin is where the reader goes on.
  await reach("#results-title");

  await reach("#download");
  const csv = await textOf(watched, () => page.keyboard.press("Enter"));
  const log = csvTransactionsSync(SMALL, { onInvalid: "collect" });
  const own = scoreCustomers({ transactions: log }, { asOf: "2026-01-19" });
  expect(csv.split("\r\n").length).toBe(own.length + 2);
  expect(csv).toContain("'=1+1,");

  await reach("#customer");
  await page.keyboard.type("ann");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  expect(await page.locator("#why li").first().textContent()).toContain("Orders: 2");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await reach("#tables button.link");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  // An id is a text: no element was made of it.
  expect(await page.locator("#tables img, dialog img").count()).toBe(0);
  expect(await page.locator("#notes").textContent()).toContain("line 6 (at");
  expectQuiet(watched);
});

test.runIf(present)("a file that cannot be scored says why, and the next one is", async () => {
  const watched = await openPage(400, "zh-CN");
  const { page } = watched;
  const bad = { name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from("name,town\nann,Ulm\n") };
  await page.setInputFiles("#file", bad);
  await page.locator("#failure").waitFor();
  expect(await page.locator("#failure h2").textContent()).toBe("无法为此文件评分");
  expect(await page.locator("#reason").textContent()).toContain("customerId");
  await page.setInputFiles("#file", { ...bad, buffer: Buffer.from(SMALL) });
  await scored(page);
  expect(await page.locator("#failure").isVisible()).toBe(false);
  await page.selectOption("#language", "en");
  await page.locator("#tables caption", { hasText: "Segments" }).waitFor();
  await expectFitting(page, 400);
  expectQuiet(watched);
});

test.runIf(present)("a hundred thousand customers are scored while the page stays alive", async () => {
  const watched = await openPage(1200);
  const { page } = watched;
  const text = orderLog(100_000);
  const file = join(folder, "large.csv");
  writeFileSync(file, text);
  await page.evaluate(`
    globalThis.longest = 0;
    let last = performance.now();
    setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 20);
    globalThis.shares = [];
    const bar = document.getElementById("bar");
    new MutationObserver(() => shares.push(bar.hasAttribute("value") ? bar.value : -1))
      .observe(bar, { attributes: true });
  `);
  await page.setInputFiles("#file", file);
  await scored(page);

  expect(await page.locator("#figures dd").first().textContent()).toBe("100,000");
  const shares = (await page.evaluate("shares")) as number[];
  const reading = shares.slice(0, shares.indexOf(-1));
  expect(reading.length).toBeGreaterThan(5);
  expect(reading).toEqual(reading.slice().sort((a, b) => a - b));
  console.log(
    `100,000 customers: the page never stood still longer than ${Math.round(Number(await page.evaluate("longest")))} ms`,
  );

  const csv = await textOf(watched, () => page.click("#download"));
  const log = csvTransactionsSync(text);
  const lines = csvColumnsSync(csv, { columns: { customerId: "id", revenue: "number", clv: "number" } });
  expect(lines.length).toBe(100_000);
  const sum = (amounts: Float64Array): number => amounts.reduce((total, amount) => total + amount, 0);
  expect(sum(lines.columns.revenue) / sum(log.columns.amount)).toBeCloseTo(1, 10);
  expect(lines.columns.clv.every((value) => value > 0)).toBe(true);
  expectQuiet(watched);
});

test.runIf(present)("once loaded, it opens and scores without a network", async () => {
  const watched = await openPage(400);
  const { page, context } = watched;
  await page.evaluate("navigator.serviceWorker.ready");
  await page.waitForFunction("navigator.serviceWorker.controller !== null");
  await context.setOffline(true);
  await page.reload();
  await page.click("#sample");
  await scored(page);
  expect(await page.locator("#figures dd").first().textContent()).toBe("23,570");
  expectQuiet(watched);
});
