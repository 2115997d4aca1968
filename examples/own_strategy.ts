// A strategy of your own: the server goes a third of the way to the clients' mean in round 1, then further and further.
// deno run --allow-read examples/own_strategy.ts
import { drawInk, trainTestSplit } from "@fedink/fedink/data";
import { createPool } from "@fedink/fedink/engine";
import { federated, stepAlong, type Strategy } from "@fedink/fedink/federated";
import { linearNetwork } from "@fedink/fedink/model";
import { iid } from "@fedink/fedink/partition";

const slowStart: Strategy<null> = {
  name: "slow start",
  // The mean update points from the clients' mean back to the model they started from.
  step: ({ round, parameters, state }, mean) => ({
    parameters: stepAlong(parameters, mean, Math.min(1, round / 3)),
    state,
  }),
};

const dataset = drawInk({ count: 1200, seed: 1 });
const { train, test } = trainTestSplit(dataset, { kind: "random", fraction: 0.1 }, 1);
const executor = createPool(2);
const rounds = federated({
  network: { topology: linearNetwork() },
  examples: dataset,
  test: { examples: dataset, indices: test },
  partition: iid(train, { clients: 4, seed: 1 }),
  strategy: slowStart,
  rounds: 3,
  optimizer: { kind: "adam", learningRate: 0.01 },
  seed: 1,
  executor,
});
for await (const { round, accuracy } of rounds) console.log(round, accuracy.toFixed(3));
executor.close();
