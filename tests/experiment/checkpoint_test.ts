import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { join } from "@std/path";
import { completeConfig, type ExperimentConfig } from "../../lib/experiment/mod.ts";
import { type Checkpoint, readCheckpoint } from "../../lib/experiment/checkpoint/checkpoint.ts";
import { CheckpointError } from "../../lib/experiment/checkpoint/checkpoint_file.ts";
import {
  checkpointFolder,
  newestCheckpoint,
  saveCheckpoint,
} from "../../lib/experiment/checkpoint/checkpoints.ts";
import { decodePlainData, encodePlainData } from "../../lib/experiment/checkpoint/plain_data.ts";
import type { Simd } from "../../lib/engine/mod.ts";
import { testWith } from "../permission.ts";

const CONFIG = completeConfig({ experiment: "iid", rounds: 9 });

function checkpoint(round: number, config: ExperimentConfig = CONFIG): Checkpoint {
  const model = Float32Array.of(round, -0, NaN, 1e-40);
  return {
    config,
    images: "cafe",
    strategies: [],
    method: "iid",
    seed: 1,
    rounds: Array.from({ length: round }, (_, i) => ({
      round: i + 1,
      accuracy: 0.5,
      loss: NaN,
      uploadBytes: 16,
      downloadBytes: 16,
      seconds: 1,
      simulatedSeconds: 2,
      clients: [],
      dropped: [2],
      rejected: [],
      retried: 0,
      load: { clients: [], overlaps: false },
    })),
    state: {
      round,
      parameters: model,
      server: { momentum: Float64Array.of(Math.PI, -0), steps: 7 },
      downlink: { model: model.slice(), messageBytes: 3 },
      clients: { 4: { strategy: Float32Array.of(8), received: 3 }, 10: { residual: model.slice() } },
    },
  };
}

/** Runs with a folder in runs/, which is where tests may write. */
function withFolder(run: (folder: string) => void): void {
  Deno.mkdirSync("runs", { recursive: true });
  const folder = Deno.makeTempDirSync({ dir: "runs", prefix: "test-" });
  try {
    run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const FILES = { read: true, write: true };
const fileOf = (folder: string, round: number) =>
  join(checkpointFolder(folder), `iid-seed1-round${round}.checkpoint`);
const newest = (folder: string, config = CONFIG, images = "cafe") =>
  newestCheckpoint(folder, config, { images, strategies: [] }, "iid", 1);

Deno.test("plain data is the same to the bit after it was bytes: numbers, -0, NaN, all typed arrays", () => {
  const floats = fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity, 2 ** 53, 5e-324));
  const leaf = fc.oneof(
    floats,
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.float32Array(),
    fc.float64Array(),
    fc.uint8Array(),
    fc.uint16Array(),
    fc.uint32Array(),
    fc.int8Array(),
    fc.int16Array(),
    fc.int32Array(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.string().filter((key) => key !== "__proto__"), tie("tree"), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(fc.property(tree, (value) => assertEquals(decodePlainData(encodePlainData(value)), value)));
  assert(Object.is(decodePlainData(encodePlainData(-0)), -0));
});

testWith(FILES, "of a run's checkpoints the last two are kept, and the newest comes back whole", () => {
  withFolder((folder) => {
    for (const round of [1, 2, 3, 9, 10, 11]) saveCheckpoint(folder, checkpoint(round));
    const names = Array.from(Deno.readDirSync(checkpointFolder(folder)), ({ name }) => name).sort();
    assertEquals(names, ["iid-seed1-round10.checkpoint", "iid-seed1-round11.checkpoint"]);
    assertEquals(newest(folder), { checkpoint: checkpoint(11), notes: [] });
    assertEquals(newestCheckpoint(folder, CONFIG, { images: "cafe", strategies: [] }, "iid", 2), {
      notes: [],
    });
  });
});

testWith(FILES, "a checkpoint cut short anywhere, or with any one bit wrong, is refused by name", () => {
  withFolder((folder) => {
    saveCheckpoint(folder, checkpoint(1));
    const path = fileOf(folder, 1), whole = Deno.readFileSync(path);
    for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 200)) {
      Deno.writeFileSync(path, whole.subarray(0, length));
      assertThrows(() => readCheckpoint(path), CheckpointError, path);
    }
    for (let bit = 0; bit < 8 * whole.length; bit += 1 + Math.floor(whole.length / 100)) {
      const flipped = whole.slice();
      flipped[bit >> 3] ^= 1 << (bit & 7);
      Deno.writeFileSync(path, flipped);
      assertThrows(() => readCheckpoint(path), CheckpointError, path);
    }
  });
});

testWith(
  FILES,
  "the older checkpoint is used where the newer is damaged, and it is said; else it is an error",
  () => {
    withFolder((folder) => {
      saveCheckpoint(folder, checkpoint(1));
      saveCheckpoint(folder, checkpoint(2));
      Deno.truncateSync(fileOf(folder, 2), 300);
      const { checkpoint: used, notes } = newest(folder);
      assertEquals(used?.state.round, 1);
      assertStringIncludes(notes[0], "round2.checkpoint is cut short");
      assertEquals(notes[1], "going on from round 1");
      Deno.writeTextFileSync(fileOf(folder, 1), "nothing of the sort");
      assertThrows(() => newest(folder), CheckpointError, "is not a FedInk checkpoint");
    });
  },
);

testWith(FILES, "a checkpoint of another version, configuration or of other images is refused", () => {
  withFolder((folder) => {
    saveCheckpoint(folder, checkpoint(1));
    assertThrows(
      () => newest(folder, { ...CONFIG, learningRate: 0.5 }),
      CheckpointError,
      "learningRate is 0.001 there and 0.5 here",
    );
    assertThrows(() => newest(folder, CONFIG, "beef"), CheckpointError, "the images are other ones");
    const trainedWith = (simd: Simd) => ({ images: "cafe", simd, strategies: [] });
    saveCheckpoint(folder, { ...checkpoint(1), ...trainedWith("relaxed") });
    const newestHere = (simd: Simd) => newestCheckpoint(folder, CONFIG, trainedWith(simd), "iid", 1);
    assertEquals(newestHere("relaxed").checkpoint?.simd, "relaxed");
    assertThrows(
      () => newestHere("plain"),
      CheckpointError,
      "trained with relaxed SIMD, this machine has plain",
    );
    saveCheckpoint(folder, checkpoint(1));
    assertEquals(newestHere("plain").checkpoint?.state.round, 1, "an older file does not say");
    assertEquals(newest(folder, { ...CONFIG, workers: 7, out: "elsewhere" }).checkpoint?.state.round, 1);
    const bytes = Deno.readFileSync(fileOf(folder, 1));
    bytes["FedInk checkpoint\n".length]++;
    Deno.writeFileSync(fileOf(folder, 1), bytes);
    assertThrows(() => newest(folder), CheckpointError, "has format version 2, this program reads 1");
  });
});
