import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import {
  federated,
  type FederatedOptions,
  initialModel,
  parseCodec,
  parseUpload,
  type Tested,
} from "../../lib/federated/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { createUplink } from "../../lib/federated/compression/mod.ts";
import { smallRun } from "./small_run.ts";

const RUN = {
  ...smallRun(200, [0, 10, 40, 90, 130, 170]),
  rounds: 12,
  localEpochs: 2,
};
const FIVE = RUN.partition;

const options = (more: Partial<FederatedOptions> = {}): Tested<FederatedOptions> => ({ ...RUN, ...more });

const run = (more?: Partial<FederatedOptions>) => Array.fromAsync(federated(options(more)));
const PARAMETERS = initialModel(options().network, 1).length, MODEL_BYTES = 4 * PARAMETERS;

Deno.test("clients that drop out send nothing, are named, and the others' mean is the model", async () => {
  const rounds = await run({ stragglers: { dropout: 0.4 } });
  const dropped = rounds.flatMap((round) => round.dropped);
  assert(dropped.length > 10 && dropped.length < 40, `${dropped.length} of 60`);
  for (const { clients, dropped, uploadBytes, downloadBytes } of rounds) {
    assertEquals([...clients.map(({ client }) => client), ...dropped].sort(), [0, 1, 2, 3, 4]);
    assertEquals([uploadBytes, downloadBytes], [clients.length * MODEL_BYTES, 5 * MODEL_BYTES]);
  }
  // The first round in which some drop out is FedAvg over those that stay.
  const first = rounds.findIndex(({ dropped }) => dropped.length > 0);
  const staying = rounds[first].clients.map(({ client }) => client);
  assert(first === 0, "else the comparison below starts from another model");
  const whole = await run({ rounds: 1 });
  assertNotEquals(whole[0].parameters.slice(), rounds[0].parameters.slice());
  const images = staying.map((client) => FIVE[client].length);
  const alone = await Promise.all(staying.map(async (client) => {
    // Alone in its own run a client would draw as client 0: the others drop out instead.
    const only = FIVE.map((indices, k) => k === client ? indices : FIVE[0].slice(0, 1));
    return await run({ rounds: 1, partition: only, strategy: pick(client) });
  }));
  rounds[0].parameters.forEach((value, i) => {
    const mean = alone.reduce((sum, [{ parameters }], k) => sum + images[k] * parameters[i], 0) /
      images.reduce((a, b) => a + b);
    assertAlmostEquals(value, mean, 1e-6);
  });
});

/** A strategy whose server takes one client's model. */
function pick(client: number): FederatedOptions["strategy"] {
  return {
    name: "pick",
    async aggregate({ parameters }, updates) {
      let picked = parameters;
      for await (const update of updates) {
        if (update.client === client) picked = parameters.map((value, i) => value - update.delta[i]);
      }
      return { parameters: picked, state: null };
    },
  };
}

Deno.test("where all drop out, the model stays as it was", async () => {
  const rounds = await run({ rounds: 2, stragglers: { dropout: 1 } });
  assertEquals(rounds[1].parameters.slice(), initialModel(options().network, 5).slice());
  assertEquals([rounds[0].uploadBytes, rounds[0].clients.length, rounds[0].dropped.length], [0, 0, 5]);
});

Deno.test("unequal work: every client does a share of its steps, at least one, others from round to round", async () => {
  const rounds = await run({ stragglers: { leastWork: 0.2 } });
  const all = FIVE.map(({ length }) => 2 * Math.ceil(length / 8));
  const shares = rounds.flatMap(({ clients }) => clients.map(({ client, steps }) => steps / all[client]));
  assert(shares.every((share) => share >= 0.2 - 0.13 && share <= 1), "rounded to whole steps of at least 4");
  assert(new Set(rounds.map(({ clients }) => clients[2].steps)).size > 3);
});

Deno.test("slow clients make the simulated round longer, not the model another", async () => {
  const plain = await run({ rounds: 2 });
  const slow = await run({ rounds: 2, stragglers: { slow: { share: 1, factor: 3 } } });
  assertEquals(slow[1].parameters.slice(), plain[1].parameters.slice());
  // The client with 50 images does 14 steps of 0.02 s; sending is the same for all.
  assertAlmostEquals(slow[0].simulatedSeconds - plain[0].simulatedSeconds, 2 * 14 * 0.02, 1e-9);
  assertEquals(plain[0].load.clients[2].steps, 14);
  const sent = 0.05 + MODEL_BYTES * 8 / 10e6 + 0.05 + MODEL_BYTES * 8 / 50e6;
  assertAlmostEquals(plain[0].simulatedSeconds, 14 * 0.02 + sent, 1e-9);
});

Deno.test("sampled by size, updates weigh as often as they were drawn", async () => {
  const rounds = await run({ rounds: 6, sampling: "weighted", sampledFraction: 0.6 });
  for (const { clients } of rounds) assert(clients.length >= 1 && clients.length <= 3);
  assert(rounds.some(({ clients }) => clients.length < 3), "a client was drawn twice");
  const again = await run({ rounds: 6, sampling: "weighted", sampledFraction: 0.6 });
  assertEquals(again[5].parameters.slice(), rounds[5].parameters.slice());
});

Deno.test("a run's bytes up are the encoded messages': quantised to 8 bits a quarter, and the run goes on alike", async () => {
  const plain = await run();
  const quantised = await run({ uplink: parseUpload("quantize:8") });
  const message = PARAMETERS + 4 * Math.ceil(PARAMETERS / 512);
  for (const round of quantised) {
    assertEquals(round.uploadBytes, 5 * message);
    assertEquals(round.downloadBytes, 5 * MODEL_BYTES);
    assert(round.simulatedSeconds < plain[0].simulatedSeconds);
  }
  assertAlmostEquals(quantised[11].loss, plain[11].loss, 0.02);
  assertNotEquals(quantised[11].parameters.slice(), plain[11].parameters.slice());
});

Deno.test("a round with a codec is FedAvg of the decoded updates: computed again by hand", async () => {
  const spec = parseUpload("top:0.1");
  const [sparse] = await run({ rounds: 1, uplink: spec });
  const start = initialModel(options().network, 5), n = FIVE.map(({ length }) => length);
  const expected = new Float64Array(PARAMETERS);
  for (const client of FIVE.keys()) {
    const [{ parameters }] = await run({ rounds: 1, strategy: pick(client) });
    const update = Float64Array.from(start, (value, i) => value - parameters[i]);
    const { received } = createUplink(spec).send(update, undefined, stream(5, "uplink", 1, client));
    received.forEach((value, i) => expected[i] += n[client] * value / 170);
  }
  sparse.parameters.forEach((value, i) => assertAlmostEquals(value, start[i] - expected[i], 1e-6));
});

Deno.test("sparse updates with error feedback come nearer to plain training than without", async () => {
  const fit = async (uplink: string) => {
    const rounds = await run({ rounds: 40, uplink: parseUpload(uplink) });
    return rounds[39].clients.reduce((sum, { trainingLoss, images }) => sum + images * trainingLoss / 170, 0);
  };
  const plain = await fit("none"), without = await fit("top:0.05"), with_ = await fit("top:0.05+feedback");
  assert(plain < with_ && with_ - plain < 0.5 * (without - plain), `${plain} ${with_} ${without}`);
});

Deno.test("compressed down, clients train on their copy: whole at first, then what they missed", async () => {
  const downlink = parseCodec("quantize:8");
  const rounds = await run({ downlink });
  const message = PARAMETERS + 4 * Math.ceil(PARAMETERS / 512);
  assertEquals(rounds[0].downloadBytes, 5 * MODEL_BYTES);
  for (const round of rounds.slice(1)) assertEquals(round.downloadBytes, 5 * message);
  assertAlmostEquals(rounds[11].loss, (await run())[11].loss, 0.02);
  const sampled = await run({ downlink, sampledFraction: 0.4, rounds: 20 });
  const bytes = sampled.flatMap(({ load }) => load.clients.map(({ downloadBytes }) => downloadBytes));
  assertEquals(bytes.filter((one) => one === MODEL_BYTES).length >= 5, true);
  assert(bytes.every((one) => one === MODEL_BYTES || one % message === 0), `${bytes}`);
});
