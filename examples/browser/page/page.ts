import type { Ask, Look, Reading, Reply } from "../messages.ts";
import { type TextKey, texts } from "../texts.ts";
import { element } from "./element.ts";
import { openExplanation } from "./explanation.ts";
import { takeFiles } from "./file-drop.ts";
import { showView } from "./show-view.ts";

const worker = new Worker("worker.js");
const ask = (asked: Ask): void => worker.postMessage(asked);
const darkness = matchMedia("(prefers-color-scheme: dark)");
const language = element("language", HTMLSelectElement);
language.value = navigator.language.startsWith("zh") ? "zh" : "en";
let hasView = false;

/** From this width on, charts stand two and two. */
const TWO_COLUMNS = 860;
const GAP = 24;

function look(): Look {
  const room = Math.floor(element("charts", HTMLElement).getBoundingClientRect().width);
  const width = room >= TWO_COLUMNS ? Math.floor((room - GAP) / 2) : room;
  return {
    language: language.value === "zh" ? "zh" : "en",
    theme: darkness.matches ? "dark" : "light",
    width: Math.max(240, width),
  };
}

function reading(): Reading {
  const asOf = element("as-of", HTMLInputElement).value;
  const dateFormat = element("date-format", HTMLSelectElement).value;
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    decimal: element("decimal", HTMLSelectElement).value === "," ? "," : ".",
    ...(asOf === "" ? {} : { asOf }),
    ...(dateFormat === "" ? {} : { dateFormat }),
  };
}

function score(file: Blob): void {
  element("failure", HTMLElement).hidden = true;
  element("results", HTMLElement).hidden = true;
  hasView = false;
  // Hidden charts have no width: the look is that of the place where they will stand.
  const { language: spoken, theme } = look();
  element("results", HTMLElement).hidden = false;
  const { width } = look();
  element("results", HTMLElement).hidden = true;
  ask({ ask: "score", file, reading: reading(), look: { language: spoken, theme, width } });
}

/** Writes the page's own texts in the chosen language. */
function writeTexts(): void {
  const spoken = texts[look().language];
  document.documentElement.lang = language.value;
  document.title = spoken.title;
  for (const place of document.querySelectorAll<HTMLElement>("[data-text]")) {
    place.textContent = spoken[place.dataset["text"] as TextKey];
  }
}

function busy(step: TextKey, share: number | undefined): void {
  const bar = element("bar", HTMLProgressElement);
  element("progress", HTMLElement).hidden = false;
  if (share === undefined) bar.removeAttribute("value");
  else bar.value = share;
  const label = texts[look().language][step];
  const status = element("status", HTMLElement);
  // Said once a step: a screen reader need not hear each percent.
  if (status.textContent !== label) status.textContent = label;
}

async function hear(reply: Reply): Promise<void> {
  const spoken = texts[look().language];
  switch (reply.reply) {
    case "progress":
      return busy(reply.step, reply.share);
    case "view":
      element("results", HTMLElement).hidden = false;
      await showView(reply.view, spoken, (customerId) =>
        ask({ ask: "explain", customerId, language: look().language }),
      );
      element("progress", HTMLElement).hidden = true;
      element("status", HTMLElement).textContent = spoken.done;
      if (!hasView) element("results-title", HTMLElement).focus();
      hasView = true;
      return;
    case "failed":
      element("progress", HTMLElement).hidden = true;
      element("failure", HTMLElement).hidden = false;
      element("reason", HTMLElement).textContent = reply.reason;
      return;
    case "explanation":
      return openExplanation(reply.customerId, reply.sentences ?? [spoken.unknownCustomer]);
    case "file":
      return saveFile(reply.file, reply.name);
  }
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function showAgain(): void {
  if (hasView) ask({ ask: "show", look: look() });
}

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => void hear(data));
worker.addEventListener("error", ({ message }) => void hear({ reply: "failed", reason: message }));
takeFiles(element("drop", HTMLElement), element("file", HTMLInputElement), score);
element("sample", HTMLButtonElement).addEventListener("click", async () => {
  busy("reading", 0);
  score(await (await fetch("cdnow.csv")).blob());
});
element("download", HTMLButtonElement).addEventListener("click", () => ask({ ask: "download" }));
element("find", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const customerId = element("customer", HTMLInputElement).value;
  ask({ ask: "explain", customerId, language: look().language });
});
language.addEventListener("change", () => {
  writeTexts();
  showAgain();
});
darkness.addEventListener("change", showAgain);

let settled: ReturnType<typeof setTimeout> | undefined;
let drawnWidth = window.innerWidth;
window.addEventListener("resize", () => {
  clearTimeout(settled);
  settled = setTimeout(() => {
    if (window.innerWidth !== drawnWidth) showAgain();
    drawnWidth = window.innerWidth;
  }, 200);
});

writeTexts();
if ("serviceWorker" in navigator && window.isSecureContext)
  void navigator.serviceWorker.register("offline.js");
