import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Examples, inlineExecutor, openExamples } from "../../../lib/engine/mod.ts";
import {
  type Attack,
  AttackError,
  fedAvg,
  federated,
  type FederatedOptions,
  parseAttack,
  type Tested,
} from "../../../lib/federated/mod.ts";
import { hostileClients } from "../../../lib/federated/hostile/hostile_clients.ts";
import { poison } from "../../../lib/federated/hostile/poison.ts";
import { tamper } from "../../../lib/federated/hostile/tamper.ts";
import { stream } from "../../../lib/random/mod.ts";
import { network, randomExamples } from "../../engine/networks.ts";
import { oneByOne, update } from "../updates.ts";

const SIX = [0, 1, 2].map((client) => update(client, [client + 1, 10 * (client + 1)]));

async function arriving(attack: Attack, hostile: number[]) {
  const all: number[][] = [];
  for await (const { delta } of tamper(oneByOne(SIX), attack, new Set(hostile))) all.push([...delta]);
  return all;
}

Deno.test("a turned or scaled update is the honest one times a factor; the others' stay", async () => {
  assertEquals(await arriving({ kind: "sign-flip", factor: 2 }, [1]), [[1, 10], [-4, -40], [3, 30]]);
  assertEquals(await arriving({ kind: "scale", factor: 10 }, [0, 2]), [[10, 100], [2, 20], [30, 300]]);
  assertEquals(await arriving({ kind: "label-flip" }, [0]), [[1, 10], [2, 20], [3, 30]]);
});

Deno.test("colluding clients all send their mean less z deviations, by hand", async () => {
  // Clients 0 and 2: mean (2, 20), deviation (1, 10).
  assertEquals(await arriving({ kind: "collude", z: 1.5 }, [0, 2]), [[0.5, 5], [2, 20], [0.5, 5]]);
  assertEquals(await arriving({ kind: "collude", z: 1.5 }, []), [[1, 10], [2, 20], [3, 30]]);
});

Deno.test("hostile clients are the same for a seed, so many as the share says, and stay so when it grows", () => {
  const attack = { kind: "label-flip" } as const;
  const few = hostileClients({ share: 0.2, attack }, 10, 1),
    more = hostileClients({ share: 0.4, attack }, 10, 1);
  assertEquals([few.size, more.size], [2, 4]);
  assert([...few].every((client) => more.has(client)));
  assertEquals(hostileClients(undefined, 10, 1).size, 0);
});

/** What client 0, of three classes, trains on where it is hostile. */
async function poisoned(attack: Attack, examples: Examples, indices: Uint32Array) {
  const images = await openExamples(examples), labels = Uint8Array.from(indices, images.label);
  const data = poison(attack, { examples, indices, labels }, images, 3, 1, 0);
  const own = data.examples as Examples;
  assertEquals(data.labels, Uint8Array.from(data.indices, (index) => own.labels[index]));
  return { own, indices: data.indices };
}

Deno.test("flipped labels are turned round; the images and everybody else's labels are not touched", async () => {
  const examples = { images: Uint8Array.from({ length: 12 }, (_, i) => i), labels: Uint8Array.of(0, 1, 2) };
  const { own, indices } = await poisoned({ kind: "label-flip" }, examples, Uint32Array.of(2, 0));
  assertEquals([[...own.labels], [...own.images], [...indices]], [[0, 2], [8, 9, 10, 11, 0, 1, 2, 3], [
    0,
    1,
  ]]);
  assertEquals([...examples.labels], [0, 1, 2]);
});

Deno.test("a backdoor marks half of a client's images and calls them the target", async () => {
  const examples = { images: new Uint8Array(20 * 100), labels: new Uint8Array(20).fill(1) };
  const indices = Uint32Array.from({ length: 20 }, (_, i) => i);
  const { own } = await poisoned({ kind: "backdoor", target: 2, factor: 1 }, examples, indices);
  const marked = [...indices].filter((i) => own.images[100 * i] === 255);
  assertEquals(marked.length, 10);
  assertEquals([...own.labels], [...indices].map((i) => marked.includes(i) ? 2 : 1));
  assertEquals(own.images.reduce((sum, value) => sum + value, 0), 10 * 255);
});

Deno.test("an attack is read from its name, and another text is refused", () => {
  assertEquals(parseAttack("label-flip"), { kind: "label-flip" });
  assertEquals(parseAttack("sign-flip"), { kind: "sign-flip", factor: 1 });
  assertEquals(parseAttack("scale:5"), { kind: "scale", factor: 5 });
  assertEquals(parseAttack("collude:0.5"), { kind: "collude", z: 0.5 });
  assertEquals(parseAttack("backdoor:3:2"), { kind: "backdoor", target: 3, factor: 2 });
  for (const text of ["", "scale:x", "scale:1:2", "label-flip:1", "backdoor:0.5", "scale:-1"]) {
    assertThrows(() => parseAttack(text), AttackError, `got "${text}"`);
  }
  assertThrows(() => parseAttack("flip"), AttackError, 'There is no attack "flip"; did you mean sign-flip?');
});

/** Three classes: a bright band at one of three heights of 20 × 20 pixels. */
const TOPOLOGY = network([20, 20, 1], ["Flatten", {}], ["Dense", { units: 3, activation: "softmax" }]);
const random = stream(1, "bands");
const EXAMPLES = {
  images: new Uint8Array(240 * 400),
  labels: Uint8Array.from({ length: 240 }, (_, i) => i % 3),
};
EXAMPLES.labels.forEach((label, i) => {
  for (let p = 0; p < 80; p++) EXAMPLES.images[400 * i + 100 + 100 * label + p] = 100 + 100 * random();
});
const ALL = Uint32Array.from({ length: 240 }, (_, i) => i);
const OPTIONS: Tested<FederatedOptions> = {
  network: { topology: TOPOLOGY, batchSize: 10 },
  examples: EXAMPLES,
  test: { examples: EXAMPLES, indices: ALL.slice(180) },
  rounds: 6,
  optimizer: { kind: "adam", learningRate: 0.003 },
  seed: 3,
  executor: inlineExecutor(),
  partition: [0, 1, 2].map((k) => ALL.slice(60 * k, 60 * k + 60)),
  localEpochs: 2,
  sampledFraction: 1,
  strategy: fedAvg(),
};

const lastOf = async (more: Partial<FederatedOptions>) =>
  (await Array.fromAsync(federated({ ...OPTIONS, ...more }))).at(-1)!;

Deno.test("all clients with flipped labels train what plain training on such labels trains, bit for bit", async () => {
  const topology = TOPOLOGY, labels = randomExamples(topology, 240, 3).labels;
  const examples = { images: EXAMPLES.images, labels };
  const turned = { images: EXAMPLES.images, labels: labels.map((label) => 2 - label) };
  const attacked = await lastOf({
    examples,
    hostile: { share: 1, attack: { kind: "label-flip" } },
    rounds: 2,
  });
  const plain = await lastOf({ examples: turned, rounds: 2 });
  assertEquals(attacked.parameters, plain.parameters);
});

Deno.test("a backdoor and flipped labels reach their ends with all hostile, and none without", async () => {
  for (const attack of [{ kind: "backdoor", target: 2, factor: 1 }, { kind: "label-flip" }] as const) {
    const without = await lastOf({ hostile: { share: 0, attack } });
    assertEquals([without.accuracy, without.attackSuccess], [1, 0]);
    const { attackSuccess, accuracy } = await lastOf({ hostile: { share: 1, attack } });
    assert(attackSuccess! > 0.9, `${attack.kind} ${attackSuccess}`);
    // Flipped, the class in the middle stays itself; with a backdoor images without the mark are read as ever.
    assert(attack.kind === "backdoor" ? accuracy > 0.9 : accuracy < 0.4, `${attack.kind} ${accuracy}`);
  }
  assertEquals("attackSuccess" in await lastOf({ rounds: 1 }), false);
});
