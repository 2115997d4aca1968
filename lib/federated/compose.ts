import type { LocalObjective } from "../engine/mod.ts";
import { type Strategy, StrategyError } from "./strategy.ts";

/** What only one part of a composition can bring along: its server, with all that passes between it and clients. */
const SERVER = [
  "aggregate",
  "init",
  "broadcast",
  "conclude",
  "sentLength",
  "epsilon",
  "privateSums",
  "countsAlike",
  "always",
  "meanOnly",
] as const;

/**
 * One strategy of several: the clients' terms of all, the exchanges of all, the server of the one that has one.
 * FedLC with FedAvgM, say: calibrated logits at the clients, momentum at the server.
 *
 * @throws {StrategyError} where two have a server of their own.
 */
export function compose(parts: readonly Strategy[]): Strategy {
  if (parts.length === 1) return parts[0];
  const servers = parts.filter((part) => SERVER.some((key) => part[key]));
  if (servers.length > 1) {
    const [first, second] = servers.map(({ name }) => name);
    throw new StrategyError(`${first} and ${second} cannot be combined: each has a server of its own.`);
  }
  return {
    ...servers[0],
    name: parts.map(({ name }) => name).join(" + "),
    refusal(run) {
      for (const part of parts) {
        const reason = part.refusal?.(run);
        if (reason !== undefined) return `${part.name}: ${reason}`;
      }
    },
    frozen: (layout) => parts.flatMap((part) => part.frozen?.(layout) ?? []),
    client: (round, facts) => combine(parts.map((part) => [part.name, part.client?.(round, facts) ?? {}])),
    exchanges: parts.flatMap(({ exchanges = [] }) => exchanges),
  };
}

/** The objective with the terms of all: no term may come from two parts. */
function combine(objectives: readonly [name: string, LocalObjective][]): LocalObjective {
  const origin: Record<string, string> = {};
  for (const [name, terms] of objectives) {
    for (const term of Object.keys(terms)) {
      if (origin[term]) {
        throw new StrategyError(`${origin[term]} and ${name} both set the clients' ${term} term.`);
      }
      origin[term] = name;
    }
  }
  return Object.assign({}, ...objectives.map(([, terms]) => terms));
}
