import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  coordinateMedian,
  fedAvgM,
  federated,
  type FederatedOptions,
  initialModel,
  parseUpload,
  StrategyError,
} from "../../../lib/federated/mod.ts";
import { smallRun } from "../small_run.ts";

const OPTIONS: FederatedOptions = { ...smallRun(120, [0, 5, 20, 50, 100]), rounds: 3, localEpochs: 1 };
const run = (more: Partial<FederatedOptions>) => Array.fromAsync(federated({ ...OPTIONS, ...more }));

Deno.test("a run with secure aggregation is the run without, to the fixed point's precision, drop-outs included", async () => {
  for (
    const { without, ...more } of [
      { without: 0 },
      { strategy: fedAvgM(), without: 0 },
      // A seed of which a round has lost one of four clients.
      { stragglers: { dropout: 0.15 }, without: 1 },
    ]
  ) {
    const plain = await run(more), secret = await run({ ...more, secure: true });
    assertEquals(secret.map(({ dropped }) => dropped), plain.map(({ dropped }) => dropped));
    assertEquals(Math.max(...secret.map(({ dropped }) => dropped.length)), without);
    assertEquals(secret.length, 3);
    for (const [i, { parameters }] of secret.entries()) {
      // Of four numbers rounded to 2⁻²⁴ the sum errs by 2⁻²³ at most, in each round; training makes more of it.
      parameters.forEach((value, j) => assertAlmostEquals(value, plain[i].parameters[j], 2e-6));
    }
    assert(
      secret.some(({ parameters }, i) => parameters.some((value, j) => value !== plain[i].parameters[j])),
    );
  }
});

Deno.test("in secret more is sent both ways: keys, shares and masks besides the updates", async () => {
  const plain = await run({}), secret = await run({ secure: true });
  secret.forEach(({ uploadBytes, downloadBytes }, i) => {
    // A number summed in secret has 64 bits, one of an update 32.
    assert(uploadBytes > 2 * plain[i].uploadBytes && downloadBytes > plain[i].downloadBytes);
  });
});

Deno.test("it gives the same bytes each time, though keys and masks are others", async () => {
  const parametersOf = async () => (await run({ secure: true })).map(({ parameters }) => parameters.slice());
  assertEquals(await parametersOf(), await parametersOf());
});

Deno.test("where too few clients stay for a sum, the model stays", async () => {
  const rounds = await run({ secure: true, stragglers: { dropout: 0.5 }, rounds: 8 });
  const broken = rounds.findIndex(({ dropped }) => dropped.length > 1);
  assert(broken >= 0, "the seed has no such round");
  const before = broken > 0 ? rounds[broken - 1].parameters : initialModel(OPTIONS.network, OPTIONS.seed);
  assertEquals(rounds[broken].parameters.slice(), before.slice());
});

Deno.test("a server that must see each update, and a codec, are refused", async () => {
  await assertRejects(
    () => run({ secure: true, strategy: coordinateMedian() }),
    StrategyError,
    "the mean only",
  );
  await assertRejects(
    () => run({ secure: true, uplink: parseUpload("float16") }),
    StrategyError,
    "must be none",
  );
});
