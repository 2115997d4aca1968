import { parseDataSpec } from "../../data/registry.ts";
import { hostileCount } from "../../federated/mod.ts";
import type { ExperimentConfig } from "./config.ts";

type Key = keyof ExperimentConfig;

/** Settings that say what clients do and how they are dealt with. */
const OF_CLIENTS: readonly Key[] = [
  "clients",
  "localEpochs",
  "strategy",
  "weights",
  "sampledFraction",
  "sampling",
  "slantSpread",
  "penSpread",
  "personalShare",
  "tuningEpochs",
  "dropOut",
  "slowShare",
  "slowFactor",
  "leastWork",
  "up",
  "down",
  "uploadMbps",
  "downloadMbps",
  "latency",
  "lineSpread",
  "secure",
  "hostileShare",
  "attack",
  "faults",
];

/** Sources of images that are no strokes. */
const WITHOUT_STROKES: readonly string[] = ["folder", "digits"];

/** When a setting would change nothing, and why. */
interface Rule {
  readonly keys: readonly Key[];
  readonly when: (config: ExperimentConfig) => boolean;
  readonly why: string;
}

const RULES: readonly Rule[] = [
  {
    keys: OF_CLIENTS,
    when: ({ experiment }) => experiment === "central",
    why: "central training has no clients",
  },
  {
    keys: ["clients"],
    when: ({ experiment }) => experiment === "each-writer",
    why: "each writer is a client, however many there are",
  },
  {
    keys: ["tuningEpochs"],
    when: ({ personalShare }) => personalShare === 0,
    why: "a model is tuned for a client only where --personal-share sets images of its own apart",
  },
  {
    keys: ["slowFactor"],
    when: ({ slowShare }) => slowShare === 0,
    why: "no client is slow without --slow-share",
  },
  {
    keys: ["attack"],
    when: ({ hostileShare }) => hostileShare === 0,
    why: "no client is hostile without --hostile-share",
  },
  {
    keys: ["hostileShare", "attack"],
    when: ({ experiment, hostileShare, clients }) =>
      experiment !== "each-writer" && hostileShare > 0 && hostileCount(hostileShare, clients) === 0,
    why: "so small a share of so few clients is no client",
  },
  {
    keys: ["split"],
    when: ({ test, validation }) => test !== undefined && validation === undefined,
    why: "the test images are those of --test, all of --data is trained on",
  },
  {
    keys: ["penWidth"],
    when: ({ data, moreData, test }) =>
      [data, moreData, test].every((source) =>
        source === undefined || WITHOUT_STROKES.includes(parseDataSpec(source).name)
      ),
    why: "these images are no strokes that could be drawn with a pen",
  },
];

/** Why a setting changes nothing in such an experiment; undefined where it does. */
export function reasonWithoutEffect(key: Key, config: ExperimentConfig): string | undefined {
  return RULES.find(({ keys, when }) => keys.includes(key) && when(config))?.why;
}
