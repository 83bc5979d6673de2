/**
 * Segment maps as they are published, each complete and without overlap.
 *
 * @module
 */
import type { RfmSegmentKey } from "./keys.ts";
import type { SegmentMap, SegmentRule } from "./segment-map.ts";

/** A map that comes with the library. */
export type RfmMapName = "classic10" | "detailed11" | "shopify" | "klaviyo" | "chinese8";

type KnownRule = SegmentRule & { readonly segment: RfmSegmentKey };

const codes = (segment: RfmSegmentKey, list: string): KnownRule => ({ segment, codes: list.split(" ") });

const classic10: readonly KnownRule[] = [
  { segment: "champions", r: 5, f: { from: 4 } },
  { segment: "loyal", r: { from: 3, to: 4 }, f: { from: 4 } },
  { segment: "potential-loyalist", r: { from: 4 }, f: { from: 2, to: 3 } },
  { segment: "new", r: 5, f: 1 },
  { segment: "promising", r: 4, f: 1 },
  { segment: "need-attention", r: 3, f: 3 },
  { segment: "about-to-sleep", r: 3, f: { to: 2 } },
  { segment: "at-risk", r: { to: 2 }, f: { from: 3, to: 4 } },
  { segment: "cant-lose-them", r: { to: 2 }, f: 5 },
  { segment: "hibernating", r: { to: 2 }, f: { to: 2 } },
];

const shopify: readonly KnownRule[] = [
  { segment: "champions", r: 5, fm: { from: 4 } },
  { segment: "loyal", r: { from: 3, to: 4 }, fm: { from: 4 } },
  { segment: "active", r: { from: 4 }, fm: { from: 2, to: 3 } },
  { segment: "new", r: 5, fm: 1 },
  { segment: "promising", r: 4, fm: 1 },
  { segment: "needs-attention", r: 3, fm: 3 },
  { segment: "almost-lost", r: 3, fm: { to: 2 } },
  { segment: "at-risk", r: { to: 2 }, fm: { from: 3, to: 4 } },
  { segment: "previously-loyal", r: { to: 2 }, fm: 5 },
  { segment: "dormant", r: { to: 2 }, fm: { to: 2 } },
];

const klaviyo: readonly KnownRule[] = [
  codes("champions", "333 332 323"),
  codes("loyal", "321 322 331 232 233"),
  codes("recent", "312 313 311 222 223"),
  codes("needs-attention", "213 221 123 132 133"),
  codes("at-risk", "231 212 122 131 211"),
  codes("inactive", "111 112 113 121"),
];

const detailed11: readonly KnownRule[] = [
  codes("champions", "555 554 544 545 454 455 445"),
  codes("loyal", "543 444 435 355 354 345 344 335"),
  codes(
    "potential-loyalist",
    "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323",
  ),
  codes("new-customers", "512 511 422 421 412 411 311"),
  codes("promising", "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"),
  codes("need-attention", "535 534 443 434 343 334 325 324"),
  codes("about-to-sleep", "331 321 312 221 213 231 241 251"),
  codes("at-risk", "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"),
  codes("cant-lose-them", "155 154 144 214 215 115 114 113"),
  codes("hibernating", "332 322 233 232 223 222 132 123 122 212 211"),
  codes("lost", "111 112 121 131 141 151"),
];

const chinese8: readonly KnownRule[] = [
  { segment: "important-value", high: ["r", "f", "m"] },
  { segment: "important-develop", high: ["r", "m"], low: ["f"] },
  { segment: "important-keep", high: ["f", "m"], low: ["r"] },
  { segment: "important-win-back", high: ["m"], low: ["r", "f"] },
  { segment: "general-value", high: ["r", "f"], low: ["m"] },
  { segment: "general-develop", high: ["r"], low: ["f", "m"] },
  { segment: "general-keep", high: ["f"], low: ["r", "m"] },
  { segment: "general-win-back", low: ["r", "f", "m"] },
];

/**
 * The segment maps that come with the library.
 *
 * - `classic10`: ten segments on the 25 cells of R and F (the CleverTap and Putler family).
 * - `detailed11`: eleven segments as a list of all 125 codes.
 * - `shopify`: ten scored groups on R and the mean of F and M, compatible with Shopify's published
 *   descriptions; half an FM is rounded up (`fmRounding`).
 * - `klaviyo`: six groups on the 27 codes of three bins.
 * - `chinese8`: the eight classes of 八分类 on high and low R, F and M. R is high for who bought
 *   recently; M alone parts 重要 from 一般.
 */
export const rfmMaps: { readonly [K in RfmMapName]: SegmentMap } = {
  classic10: { version: 1, name: "classic10", bins: { r: 5, f: 5 }, segments: classic10 },
  detailed11: { version: 1, name: "detailed11", bins: { r: 5, f: 5, m: 5 }, segments: detailed11 },
  shopify: {
    version: 1,
    name: "shopify",
    bins: { r: 5, f: 5, m: 5 },
    fmRounding: "up",
    segments: shopify,
  },
  klaviyo: { version: 1, name: "klaviyo", bins: { r: 3, f: 3, m: 3 }, segments: klaviyo },
  chinese8: { version: 1, name: "chinese8", segments: chinese8 },
};
