import { assert, assertEquals } from "@std/assert";
import { clientInk, drawInk, inkStream } from "../../lib/data/portable.ts";
import {
  createPool,
  type Examples,
  type Executor,
  inlineExecutor,
  openExamples,
  type StreamedExamples,
} from "../../lib/engine/mod.ts";
import {
  central,
  federated,
  type FederatedOptions,
  parseAttack,
  parseStrategy,
} from "../../lib/federated/mod.ts";
import { consecutive, dirichlet, type LazyPartition } from "../../lib/partition/mod.ts";
import { allIndices } from "../../lib/numbers/mod.ts";
import { network } from "../engine/networks.ts";
import { testWith } from "../permission.ts";
import fc from "../properties.ts";

/** A module of streamed images is loaded by its URL, for which its file is read. */
const NEEDS = { read: true };

const IMAGES = 40;
const TOPOLOGY = network(
  [45, 45, 1],
  ["MaxPooling2D", { pool_size: 5 }],
  ["Flatten", {}],
  ["Dense", { units: 12, activation: "relu" }],
  ["Dense", { units: 82, activation: "softmax" }],
);
const TEST = { examples: drawInk({ count: 20, seed: 99 }), indices: allIndices(20) };

function options(
  examples: Examples | StreamedExamples,
  partition: LazyPartition,
  more: Partial<FederatedOptions> = {},
): FederatedOptions {
  return {
    network: { topology: TOPOLOGY, batchSize: 4 },
    examples,
    partition,
    test: TEST,
    rounds: 2,
    localEpochs: 2,
    optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0.5 },
    seed: 3,
    executor: inlineExecutor(),
    ...more,
  };
}

/** The rounds of a run, without what the clock decides. */
async function record(run: FederatedOptions) {
  const rounds = await Array.fromAsync(federated(run));
  return rounds.map(({ parameters, accuracy, loss, clients, load }) => ({
    bits: new Uint32Array(parameters.slice().buffer),
    accuracy,
    loss,
    load,
    clients: clients.map(({ seconds: _, ...client }) => client),
  }));
}

testWith(
  NEEDS,
  "images that are streamed give the parameters of the same images held, to the bit",
  async () => {
    const hostile = fc.constantFrom(undefined, "label-flip", "backdoor:3", "sign-flip");
    const strategy = fc.constantFrom("fedavg", "fedrs:0.5", "fedlc", "scaffold", "ccvr", "fed3r");
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0 }),
        fc.integer({ min: 1, max: 6 }),
        hostile,
        strategy,
        async (seed, clients, attack, name) => {
          const held = drawInk({ count: IMAGES, seed, writers: 7, penWidth: 3 });
          const partition = dirichlet(allIndices(IMAGES), held.labels, { clients, alpha: 1, seed });
          const more = {
            strategy: parseStrategy(name),
            sampledFraction: 0.7,
            ...(attack && { hostile: { share: 0.5, attack: parseAttack(attack) } }),
          };
          const streamed = inkStream({ seed, writers: 7, penWidth: 3 });
          assertEquals(
            await record(options(streamed, partition, more)),
            await record(options(held, partition, more)),
          );
        },
      ),
      { numRuns: 5 },
    );
  },
);

testWith(
  NEEDS,
  "a pool's workers draw the images themselves, in federated and in central training",
  async () => {
    const held = drawInk({ count: IMAGES, seed: 8 }), streamed = inkStream({ seed: 8 });
    const indices = allIndices(IMAGES), partition = [indices.slice(0, 15), indices.slice(15)];
    const both = async (executor: Executor, examples: Examples | StreamedExamples) => {
      const run = options(examples, partition, { executor });
      const epochs = await Array.fromAsync(central({ ...run, indices }), ({ parameters }) => parameters);
      const rounds = await record(run);
      executor.close();
      return { epochs, rounds };
    };
    assertEquals(await both(createPool(2), streamed), await both(inlineExecutor(), held));
  },
);

testWith(
  NEEDS,
  "of a million clients nothing is made but those drawn, and their images are their own",
  async () => {
    const clients = 1_000_000, each = 6, made: number[] = [];
    const all = consecutive(clients, each);
    const partition = { length: clients, at: (client: number) => (made.push(client), all.at(client)) };
    const rounds = await record(
      options(clientInk({ imagesEach: each, seed: 2 }), partition, { sampledFraction: 4e-6 }),
    );
    const drawn = new Set(rounds.flatMap(({ clients }) => clients.map(({ client }) => client)));
    assertEquals(rounds.map(({ clients }) => clients.length), [4, 4]);
    assertEquals(new Set(made), drawn);
    assert(Math.max(...drawn) > 100_000, "they come from all of them");
  },
);

testWith(
  NEEDS,
  "clients' own ink: any number of images each, the first ones the same, none of them twice",
  async () => {
    const few = await openExamples(clientInk({ imagesEach: 3, seed: 2 }));
    const many = await openExamples(clientInk({ imagesEach: 5, seed: 2 }));
    const image = (reader: typeof few, index: number) => {
      const pixels = new Uint8Array(reader.imageBytes + 1).fill(7);
      reader.read(index, pixels);
      assertEquals(pixels.at(-1), 7, "it writes over one image only");
      return [reader.label(index), ...pixels];
    };
    assertEquals(image(many, 5 * 700_000 + 2), image(few, 3 * 700_000 + 2));
    const images = new Set(Array.from({ length: 30 }, (_, index) => image(few, index).join()));
    assertEquals(images.size, 30);
  },
);
