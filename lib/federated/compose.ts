import type { LocalObjective } from "../engine/mod.ts";
import { type Strategy, StrategyError } from "./strategy.ts";

/** What a composition takes from all of its parts. The rest belongs to a server, which only one part can bring along. */
const FROM_ALL: readonly string[] = ["name", "refusal", "frozen", "client", "exchanges"];

function hasServer(part: Strategy): boolean {
  return Object.entries(part).some(([key, value]) => value && !FROM_ALL.includes(key));
}

/**
 * Combines strategies into one: the clients' terms of all, the exchanges of all, the server of the one that has one.
 * For example FedLC with FedAvgM: calibrated logits at the clients, momentum at the server.
 *
 * @throws {StrategyError} Two parts have a server of their own.
 */
export function compose(parts: readonly Strategy[]): Strategy {
  if (parts.length === 1) return parts[0];
  const servers = parts.filter(hasServer);
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

/** One objective with the terms of all parts. A term may come from one part only. */
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
