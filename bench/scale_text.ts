import { machineText } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import type { Scale } from "./scale.ts";
import { type ScalePoint, TEST_IMAGES } from "./scale_point.ts";
import { spread } from "./spread.ts";
import { spreadText, threeDigits } from "./spread_text.ts";

/** Seconds of a round on a cluster beside training and transfer: docs/cluster.md, "What it costs". */
const CLUSTER_SECONDS = 8;

const grouped = new Intl.NumberFormat("en");
const count = (value: number) => grouped.format(value);

/** The measured part of docs/scale.md. */
export function scaleText(scale: Scale): string {
  const { machine, clients, sampled, streamed, held, parameters, workers } = scale;
  return `${machineText(machine)}

Each point is a process of its own: a round to warm up, then ${clients[0].rounds} more, each tested on ${
    count(TEST_IMAGES)
  } images that are held;
median (least–most). Memory is the most of the whole process: Deno, the workers, all images. [scale.json](scale.json) has every round.

### Clients

A hundred clients a round, ten images each, drawn by the client when it trains.

${table("clients in all", clients, (point) => count(point.clients))}

![Seconds a round against clients in all](scale_clients_seconds.svg)

![Memory against clients in all](scale_clients_memory.svg)

Of a million clients, more or fewer take part:

${table("clients a round", sampled, (point) => count(point.sampled))}

![Seconds a round against clients a round](scale_sampled.svg)

### Images

A hundred clients a round, a hundred images each, so 10,000 images a round, of more and more in all.

${table("images in all, streamed", streamed, (point) => count(point.clients * point.imagesEach))}

${table("images in all, held", held, (point) => count(point.clients * point.imagesEach))}

![Memory against images in all](scale_images.svg)

### Parameters

Ten clients a round, 320 images each, so 100 steps of 32 images; the first dense layer is made wider.

${
    table("parameters", parameters, (point) => count(point.parameters), {
      head: "ms a step",
      cell: (point) => threeDigits(spread(stepMilliseconds(point)).median),
    })
  }

![Seconds a round against parameters](scale_parameters.svg)

### Workers

A million clients, a hundred a round, ten images each.

${table("workers", workers, (point) => `${point.workers}`)}

### Where a cluster takes over

${clusterText(scale)}`;
}

function table(
  head: string,
  points: readonly ScalePoint[],
  name: (point: ScalePoint) => string,
  extra?: { readonly head: string; readonly cell: (point: ScalePoint) => string },
): string {
  return markdownTable(
    [head, "s a round", "s until it begins", "MB at most", ...(extra ? [extra.head] : [])],
    points.map((point) => [
      name(point),
      spreadText(spread(point.seconds)),
      threeDigits(point.startSeconds),
      point.peakMegabytes.toFixed(0),
      ...(extra ? [extra.cell(point)] : []),
    ]),
  );
}

/** Milliseconds of a step of 32 images in each round, on one worker while all of them work. */
function stepMilliseconds({ sampled, imagesEach, trainingSeconds }: ScalePoint): number[] {
  return trainingSeconds.map((seconds) => 1000 * seconds / (sampled * Math.ceil(imagesEach / 32)));
}

function clusterText({ streamed, parameters, machine: { cores } }: Scale): string {
  const usual = parameters[0], large = parameters.at(-1)!, most = streamed.at(-1)!;
  const perImage = spread(usual.trainingSeconds).median / (usual.sampled * usual.imagesEach);
  const imagesASecond = cores / perImage;
  const rounded = (value: number) => count(Number(value.toPrecision(2)));
  const rows = [2, 3, 10, 100].map((nodes) => {
    const asFast = secondsHere(1, nodes)!, twice = secondsHere(2, nodes);
    return [`${nodes}`, asFast.toFixed(1), rounded(asFast * imagesASecond), twice?.toFixed(1) ?? "never"];
  });
  const slower = spread(stepMilliseconds(large)).median / spread(stepMilliseconds(usual)).median;
  const copies = (large.peakMegabytes - usual.peakMegabytes) * 1e6 / 4 /
    (large.parameters - usual.parameters);
  return `**By time.** A round of T seconds here lasts about ${CLUSTER_SECONDS} + T / nodes on so many nodes like this
machine: ${CLUSTER_SECONDS} s is what Flower's polling and the starts of its programs take ([cluster.md](cluster.md));
transfer is not counted. So it is f times as fast from
T = ${CLUSTER_SECONDS} f / (1 − f / nodes) on. This machine trains
about ${rounded(imagesASecond)} images a second on ${cores} ${cores === 1 ? "core" : "cores"} with ${
    count(usual.parameters)
  } parameters, which gives the images.

${
    markdownTable(
      ["nodes", "as fast from a round of (s)", "images trained in it", "twice as fast from a round of (s)"],
      rows,
    )
  }

With ${count(large.parameters)} parameters a step takes ${
    threeDigits(slower)
  } times as long: so many times fewer
images do.

**By memory.** Never for clients or images, which need not be held: ${
    most.peakMegabytes.toFixed(0)
  } MB with ${count(most.clients * most.imagesEach)} images. What grows is the network: ${
    usual.peakMegabytes.toFixed(0)
  } MB with ${count(usual.parameters)} parameters and ${large.peakMegabytes.toFixed(0)} MB with ${
    count(large.parameters)
  }, which is ${copies.toFixed(0)} copies of the parameters on ${cores} workers.`;
}

/** Seconds of a round here from which so many nodes are `times` as fast; undefined where they never are. */
function secondsHere(times: number, nodes: number): number | undefined {
  return nodes > times ? CLUSTER_SECONDS * times / (1 - times / nodes) : undefined;
}
