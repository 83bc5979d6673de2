/**
 * How wide texts will be. The library has no canvas to ask, and a layout that is reckoned here is the same in Node
 * and in every browser. The widths are those of a wide common face (Verdana, DejaVu Sans), so that a narrower one
 * leaves some room.
 *
 * @module
 */

/** Width of a text in pixels, from above. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += letterWidth(letter);
  return ems * fontSize;
}

function letterWidth(letter: string): number {
  const code = letter.codePointAt(0) as number;
  if (code >= 0x2e80 || letter === "…") return 1;
  if (/[ilj.,:;'|!()[\]]/.test(letter)) return 0.36;
  if (/[tfrI \-/]/.test(letter)) return 0.4;
  if (/[mwMW@%]/.test(letter)) return 0.95;
  if (/[A-Z&<>+=~−→]/.test(letter)) return 0.78;
  return 0.63;
}

/** Bold letters are wider by this. */
export const BOLDER = 1.12;

/**
 * The text in lines of at most `limit` pixels: broken at spaces, and between any two Chinese signs but before
 * punctuation.
 */
export function wrapText(text: string, limit: number, fontSize: number): string[] {
  const parts = text.match(/[\u2e80-\uffff][、，。；：！？）」％]*|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && textWidth((line + part).trimEnd(), fontSize) > limit) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** The text if it fits, else as much of it as does, with an ellipsis. */
export function shortened(text: string, limit: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= limit) return text;
  let width = textWidth("…", fontSize);
  let kept = "";
  for (const letter of text) {
    width += textWidth(letter, fontSize);
    if (width > limit) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
