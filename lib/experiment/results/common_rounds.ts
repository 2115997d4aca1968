import type { MethodSummary } from "./summary.ts";

/** The number of rounds that every method finished; undefined where they were stopped after different ones. */
export function commonRounds(methods: readonly Pick<MethodSummary, "rounds">[]): number | undefined {
  const [{ rounds }] = methods;
  return methods.every((method) => method.rounds === rounds) ? rounds : undefined;
}
