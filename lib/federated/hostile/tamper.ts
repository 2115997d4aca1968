import type { ClientUpdate } from "../strategy.ts";
import type { Attack } from "./attack.ts";
import { mean } from "../../numbers/mod.ts";
import { scaled } from "../vectors.ts";

/** The updates as they arrive when some clients are hostile: in the same order. */
export async function* tamper(
  updates: AsyncIterable<ClientUpdate>,
  attack: Attack,
  hostile: ReadonlySet<number>,
): AsyncGenerator<ClientUpdate> {
  if (attack.kind === "collude") {
    yield* collude(updates, attack.z, hostile);
    return;
  }
  const factor = factorOf(attack);
  for await (const update of updates) {
    yield factor !== 1 && hostile.has(update.client)
      ? { ...update, delta: scaled(update.delta, factor) }
      : update;
  }
}

function factorOf(attack: Exclude<Attack, { kind: "collude" }>): number {
  switch (attack.kind) {
    case "label-flip":
      return 1;
    case "sign-flip":
      return -attack.factor;
    case "scale":
    case "backdoor":
      return attack.factor;
    default: {
      const unknown: never = attack;
      throw new TypeError(`Unknown attack: ${JSON.stringify(unknown)}.`);
    }
  }
}

/**
 * "A little is enough", Baruch et al. 2019 (arXiv 1902.06156): the hostile clients know one another's honest updates
 * and all send their mean less z of their deviations, which hides among the honest ones.
 */
async function* collude(
  updates: AsyncIterable<ClientUpdate>,
  z: number,
  hostile: ReadonlySet<number>,
): AsyncGenerator<ClientUpdate> {
  const all: ClientUpdate[] = [];
  for await (const update of updates) all.push({ ...update, delta: update.delta.slice() });
  const theirs = all.filter(({ client }) => hostile.has(client));
  const agreed = theirs[0]?.delta.map((_, i) => {
    const values = theirs.map(({ delta }) => delta[i]), middle = mean(values);
    const variance = mean(values.map((value) => (value - middle) ** 2));
    return middle - z * Math.sqrt(variance);
  });
  for (const update of all) yield hostile.has(update.client) ? { ...update, delta: agreed } : update;
}
