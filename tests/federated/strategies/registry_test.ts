import { assertEquals, assertThrows } from "@std/assert";
import {
  compose,
  parseStrategy,
  type RunFacts,
  STRATEGIES,
  StrategyError,
} from "../../../lib/federated/mod.ts";
import { PLAIN_RUN } from "../updates.ts";

const FACTS = { client: 0, images: 2, labelCounts: Uint32Array.of(2, 0) };
// deno-lint-ignore no-explicit-any
const ROUND = {} as any;

Deno.test("every strategy of the help can be had as it stands there", () => {
  for (const [text] of STRATEGIES) {
    const [name] = text.split(":");
    const strategy = parseStrategy(text);
    assertEquals(strategy.name, parseStrategy(name).name);
  }
});

Deno.test("a value without a name is the first parameter's, others are named", () => {
  const proximal = (text: string) => parseStrategy(text).client!(ROUND, FACTS).proximal;
  assertEquals(proximal("fedprox"), 0.01);
  assertEquals(proximal("fedprox:0.5"), 0.5);
  assertEquals(proximal("fedprox:mu=1e-3"), 0.001);
  const { second } = parseStrategy("fedadam:0.1,tau=0.5").init!(new Float32Array(1));
  assertEquals([...second], [0.25]);
});

Deno.test("parts are combined: the clients' terms of all, the server of one, all refusals", () => {
  const strategy = parseStrategy("fedlc:0+fedprox:0.2+scaffold");
  assertEquals(strategy.name, "FedLC + FedProx + SCAFFOLD");
  const c = Float32Array.of(0.5, -1);
  assertEquals(strategy.client!({ ...ROUND, state: c }, FACTS), {
    logits: { scale: Float32Array.of(1, 1), shift: Float32Array.of(0, -Infinity) },
    proximal: 0.2,
    linear: c,
  });
  const run: RunFacts = { ...PLAIN_RUN, optimizer: { kind: "adam", learningRate: 1 } };
  assertEquals(strategy.refusal!(run)!.slice(0, 36), "SCAFFOLD: its control variates are m");
  assertEquals(parseStrategy("fedlc+fedprox").refusal!(run), undefined);
  assertEquals(strategy.sentDown!(c), c);
});

Deno.test("exchanges are combined too", () => {
  const { exchanges } = parseStrategy("fed3r+ccvr+fedavgm");
  assertEquals(exchanges!.map(({ at }) => at), ["first", "last"]);
});

Deno.test("two servers, or two parts that set the same term, cannot be combined", () => {
  assertThrows(
    () => parseStrategy("fedavgm+scaffold"),
    StrategyError,
    "FedAvgM and SCAFFOLD cannot be combined: each has a server of its own.",
  );
  assertThrows(
    () => parseStrategy("fedlc+fedrs").client!(ROUND, FACTS),
    StrategyError,
    "FedLC and FedRS both set the clients' logits term.",
  );
  const one = { name: "one" };
  assertEquals(compose([one]), one);
});
