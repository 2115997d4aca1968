import { IMAGE_BYTES, rasterize } from "../../drawing/mod.ts";
import type { Random } from "../../random/mod.ts";
import { LABELS } from "../../symbols/mod.ts";
import { labelAt } from "./frequencies.ts";
import { Hand } from "./hand.ts";

/** How many hands are kept: all of the usual number of writers, and of a million those that write now. */
const HANDS = 1000;

/** What decides the images of ink. */
export interface InkRule {
  /** Seeds the writers. */
  readonly seed: number;
  /** Mean line width in pixels. */
  readonly penWidth: number;
  /** The random numbers of an image, before any was drawn. */
  random(index: number): Random;
  /** Who writes an image: by its index, or by the first of its random numbers. */
  writer(index: number, random: Random): number;
  /** By which number the hand of a writer is drawn. */
  hand(writer: number): number;
}

/** Images of ink, each drawn when it is asked for. */
export interface InkImages {
  /** Bytes of an image. */
  readonly imageBytes: number;
  /** Draws an image over the first `imageBytes` bytes of `into`. */
  read(index: number, into: Uint8Array): void;
  /** The label of an image, by its index. */
  label(index: number): number;
  /** The writer of an image. */
  writer(index: number): number;
}

/**
 * Images of ink by a rule. An image depends on its index alone: its random numbers choose its writer, then its label, then
 * how it is written.
 */
export function inkImages(rule: InkRule): InkImages {
  const hands = new Map<number, Hand>();

  function handOf(writer: number): Hand {
    const number = rule.hand(writer), hand = hands.get(number) ?? new Hand(rule.seed, number);
    if (!hands.has(number) && hands.size === HANDS) hands.delete(hands.keys().next().value!);
    hands.set(number, hand);
    return hand;
  }

  function begin(index: number) {
    const random = rule.random(index);
    const writer = rule.writer(index, random), label = labelAt(random());
    return { random, writer, label };
  }

  return {
    imageBytes: IMAGE_BYTES,
    read(index, into) {
      const { random, writer, label } = begin(index), hand = handOf(writer);
      rasterize(hand.write(LABELS[label], random), into, 0, { width: rule.penWidth * hand.style.pen });
    },
    label: (index) => begin(index).label,
    writer: (index) => begin(index).writer,
  };
}
