import { type Dataset, size } from "../../data/light.ts";
import { percent } from "../../numbers/mod.ts";
import { drawnEach, type ExperimentConfig, testSetOf, trainedOn } from "../settings/config.ts";
import { heldClasses } from "./held_classes.ts";
import type { Material } from "./material.ts";
import type { Run } from "./run.ts";

/** What the images of an experiment are: how many, of how many symbols, what loading found out, what it left out. */
export function describeMaterial(
  { data: source, moreData, test }: Pick<ExperimentConfig, "data" | "moreData" | "test">,
  { data, testData, skips, notes }: Material,
): string[] {
  const from = moreData === undefined ? source : `${source} and ${moreData}`;
  return [
    [`${from}: ${imagesText(data)}`, ...notes].join("; "),
    ...(testData ? [`${test}: ${imagesText(testData)}`] : []),
    ...skips.map(({ count, reason }) => `left out: ${count} × ${reason}`),
  ];
}

function imagesText(data: Dataset): string {
  return `${size(data)} images of ${new Set(data.labels).size} symbols`;
}

/** Which images a run trains on and is tested on, and for federated training a line on its clients. */
export function describeRun(config: ExperimentConfig, run: Run): string[] {
  const { train, test } = run.arrangement;
  const images = `${trainedOn(config, train)} images to train on, ${test.indices.length} to test on (${
    testSetOf(config)
  })`;
  return run.clients ? [images, clientsText(config, run.method, run.clients)] : [images];
}

function clientsText(
  config: ExperimentConfig,
  method: string,
  clients: NonNullable<Run["clients"]>,
): string {
  const { strategy, slantSpread, penSpread } = config;
  const { partition, labelCounts } = clients;
  const { smallestClient, largestClient, classesPresent } = clients.skew;
  const images = smallestClient === largestClient ? smallestClient : `${smallestClient} to ${largestClient}`;
  return [
    `${method}: ${partition.length} clients, each with ${images} images ` +
    `of ${classesPresent.toFixed(1)} of the ${heldClasses(labelCounts)} symbols on average`,
    ...(labelCounts.length < partition.length ? [`judged by the first ${labelCounts.length}`] : []),
    ...(drawnEach(config) === undefined ? [] : ["drawn by each in a hand of its own when it trains"]),
    ...(slantSpread > 0
      ? [`${percent(clients.featureSkew.slant, 1)} of the differences in slant lie between the clients`]
      : []),
    ...(penSpread > 0
      ? [`${percent(clients.featureSkew.penWidth, 1)} of those in line width lie between the clients`]
      : []),
    ...(strategy === "fedavg" ? [] : [`strategy ${strategy}`]),
  ].join("; ");
}
