// Trains ten clients on images of your own: pictures in folders named after their labels, my-symbols/LABEL/*.png.
// deno run --allow-read --allow-write=data --ignore-env examples/own_images.ts
import { loadData, trainTestSplit } from "@fedink/fedink/data";
import { createPool } from "@fedink/fedink/engine";
import { federated } from "@fedink/fedink/federated";
import { originalNetwork } from "@fedink/fedink/model";
import { shards } from "@fedink/fedink/partition";

const { dataset } = await loadData("folder:my-symbols", { seed: 1 });
const { train, test } = trainTestSplit(dataset, { kind: "random", fraction: 0.1 }, 1);
const executor = createPool();
const rounds = federated({
  network: { topology: originalNetwork({ classes: dataset.classes.length }) },
  examples: dataset,
  test: { examples: dataset, indices: test },
  partition: shards(train, dataset.labels, { clients: 10, shardsPerClient: 2, seed: 1 }),
  rounds: 20,
  optimizer: { kind: "adam", learningRate: 0.001 },
  seed: 1,
  executor,
});
for await (const { round, accuracy } of rounds) console.log(round, accuracy);
executor.close();
