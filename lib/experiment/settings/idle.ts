import { parseDataSpec } from "../../data/registry.ts";
import { hostileCount } from "../../federated/mod.ts";
import { drawnEach } from "./config.ts";
import type { Idle } from "./setting.ts";

/** What concerns clients only. */
export const CENTRAL: Idle = {
  when: ({ experiment }) => experiment === "central",
  why: "central training has no clients",
};

/** What is dealt or set apart of --data: clients that draw their own images train on none of it. */
export const DRAWN: Idle = {
  when: (config) => drawnEach(config) !== undefined,
  why: "each client draws its own images, and all of --data is tested on",
};

/** What a client weighs. */
export const ALIKE: Idle = {
  when: (config) => drawnEach(config) !== undefined,
  why: "each client draws as many images as every other, so that all weigh the same",
};

/** How unlike clients' hands are. */
export const OWN_HAND: Idle = {
  when: (config) => drawnEach(config) !== undefined,
  why: "each client draws its images in a hand of its own as it is",
};

/** How many clients there are. */
export const EACH_WRITER: Idle = {
  when: ({ experiment }) => experiment === "each-writer",
  why: "each writer is a client, however many there are",
};

/** What is done after a personal test. */
export const NO_PERSONAL: Idle = {
  when: ({ personalShare }) => personalShare === 0,
  why: "a model is tuned for a client only where --personal-share sets images of its own apart",
};

/** How slow the slow clients are. */
export const NO_SLOW: Idle = {
  when: ({ slowShare }) => slowShare === 0,
  why: "no client is slow without --slow-share",
};

/** What the hostile clients do. */
export const NO_HOSTILE: Idle = {
  when: ({ hostileShare }) => hostileShare === 0,
  why: "no client is hostile without --hostile-share",
};

/** A share of the clients that is less than one client. */
export const TOO_FEW_HOSTILE: Idle = {
  when: ({ experiment, hostileShare, clients }) =>
    experiment !== "each-writer" && hostileShare > 0 && hostileCount(hostileShare, clients) === 0,
  why: "so small a share of so few clients is no client",
};

/** How test images are set apart. */
export const TEST_GIVEN: Idle = {
  when: ({ test, validation }) => test !== undefined && validation === undefined,
  why: "the test images are those of --test, all of --data is trained on",
};

/** Sources of images that are no strokes. */
const WITHOUT_STROKES: readonly string[] = ["folder", "digits"];

/** How strokes are drawn. */
export const NO_STROKES: Idle = {
  when: ({ data, moreData, test }) =>
    [data, moreData, test].every((source) =>
      source === undefined || WITHOUT_STROKES.includes(parseDataSpec(source).name)
    ),
  why: "these images are no strokes that could be drawn with a pen",
};
