import {
  boxesOverImage,
  classBars,
  clientBars,
  confusionHeatMap,
  curves,
  type Figure,
  imageGrid,
  knowledgeHeatMap,
  nameBars,
  partitionBars,
  partitionHeatMap,
  similarityHeatMap,
  trainingCost,
} from "../../lib/charts/mod.ts";

/** Names that are markup, entities, templates or numbers to a careless reader; as long as real ones. */
export const HOSTILE_NAMES = ["<b>", "&lt;", "</script>", "\"'", "%{x}", "1", "forward_slash"];

const COUNTS = HOSTILE_NAMES.map((_, row) =>
  HOSTILE_NAMES.map((_, column) => row === column ? 90 : row * column % 4)
);

/** One figure of each kind, with names that need escaping. */
export const EXAMPLES: Readonly<Record<string, Figure>> = {
  curves: curves({
    title: "Accuracy <of> all & sundry",
    yTitle: "Test accuracy",
    yRange: [0, 1],
    series: [
      { name: "iid", runs: [[0.2, 0.5, 0.7], [0.3, 0.5, 0.8]] },
      { name: "non-iid", runs: [[0.1, 0.2, 0.3]] },
      { name: "<i>my & method</i>", runs: [[0.2, 0.3, 0.4]] },
    ],
    references: [{ name: "original IID", value: 0.91, like: "iid" }],
  }),
  partitionHeatMap: partitionHeatMap({ title: "Who holds what", classes: HOSTILE_NAMES, counts: COUNTS }),
  partitionBars: partitionBars({ title: "Who holds what", classes: HOSTILE_NAMES, counts: COUNTS }),
  clientBars: clientBars({
    title: "Sizes",
    yTitle: "Images",
    values: [10, 30, 20],
    clients: ["a", "<b>", "c"],
  }),
  confusion: confusionHeatMap({ title: "Confusion", classes: HOSTILE_NAMES, counts: COUNTS }),
  classBars: classBars({
    title: "Worst classes",
    classes: HOSTILE_NAMES,
    scores: [1, 0.5, 0, 0.25, 0.9, 0.3, 0.7],
    support: [5, 4, 3, 8, 0, 10, 10],
  }),
  cost: trainingCost({
    title: "Cost",
    series: [{
      name: "iid",
      rounds: [
        { seconds: 3, uploadBytes: 1e6, downloadBytes: 3e6 },
        { seconds: 2, uploadBytes: 2e6, downloadBytes: 4e6 },
      ],
    }],
  }),
  imageGrid: imageGrid({
    title: "Worst",
    size: 2,
    rows: [
      { caption: "<b>", images: [Uint8Array.of(255, 0, 0, 100), new Uint8Array(4)], captions: ["&lt;", "x"] },
      { caption: "c", images: [Uint8Array.of(0, 1, 2, 3)] },
    ],
  }),
  knowledge: knowledgeHeatMap({
    title: "What each model knows",
    classes: HOSTILE_NAMES,
    models: ["client 0", "<b>", "average"],
    recalls: [[0, 0.1, 0.2, NaN, 0.4, 0.5, 1], [1, 0, 0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
  }),
  similarity: similarityHeatMap({ title: "Cosines", cosines: [[1, 0.2, -0.5], [0.2, 1, 0], [-0.5, 0, 1]] }),
  nameBars: nameBars({
    title: "Skew",
    names: ["iid", "<b>", "writers"],
    values: [0.02, 0.9, 0.4],
    xTitle: "Distance",
  }),
  boxes: boxesOverImage({
    title: "Read",
    pixels: new Uint8Array(120 * 60).fill(200),
    width: 120,
    height: 60,
    boxes: [
      { left: 5, top: 20, right: 40, bottom: 55, label: "<b>", confidence: 0.9 },
      { left: 60, top: 10, right: 110, bottom: 50, label: "x", confidence: 0.3 },
    ],
  }),
};
