import { misnamed, type NamedRow, UserError } from "../../errors/mod.ts";

/** What hostile clients do, as data. */
export type Attack =
  /** They train on labels reversed: class c of C becomes C − 1 − c (Tolpegin et al. 2020, arXiv 2007.08432). */
  | { readonly kind: "label-flip" }
  /** They send −factor · Δ_k: away from where their images lead. */
  | { readonly kind: "sign-flip"; readonly factor: number }
  /** They send factor · Δ_k: their own model in place of the mean, for a factor of n (arXiv 1807.00459). */
  | { readonly kind: "scale"; readonly factor: number }
  /** They agree on one update: the mean of theirs minus z standard deviations, coordinate by coordinate (arXiv 1902.06156). */
  | { readonly kind: "collude"; readonly z: number }
  /** Half their images carry a mark and the label `target`; what they send is scaled by `factor`. */
  | { readonly kind: "backdoor"; readonly target: number; readonly factor: number };

/** Hostile clients. */
export interface Hostile {
  /** The share of the clients that is hostile: the first ⌊share · N⌋ in an order drawn with the seed. */
  readonly share: number;
  /** What the hostile clients do. */
  readonly attack: Attack;
}

/** The name of each attack and what it does: for messages and help. */
export const ATTACKS: readonly NamedRow[] = [
  ["label-flip", "train on labels turned round, c to C - 1 - c"],
  ["sign-flip:FACTOR", "send the opposite of their update, FACTOR times (1)"],
  ["scale:FACTOR", "send FACTOR times their update (10)"],
  ["collude:Z", "agree on an update Z deviations off their mean (1.5)"],
  ["backdoor:CLASS:FACTOR", "teach that marked images are of class number CLASS, FACTOR times (0, 1)"],
];

/** An unknown attack or a wrong parameter; the message gives the rule and the value got. */
export class AttackError extends UserError {
  /** Always "AttackError". */
  override readonly name = "AttackError";
}

/**
 * Reads an attack's name as the command line has it: see `ATTACKS`.
 *
 * @throws {AttackError} Any other text.
 */
export function parseAttack(text: string): Attack {
  const [kind, ...values] = text.split(":");
  const numbers = values.map((value) => /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN);
  const [first, second] = numbers;
  const fits = (most: number) => values.length <= most && numbers.every(Number.isFinite);
  if (kind === "label-flip" && fits(0)) return { kind };
  if (kind === "sign-flip" && fits(1)) return { kind, factor: first ?? 1 };
  if (kind === "scale" && fits(1)) return { kind, factor: first ?? 10 };
  if (kind === "collude" && fits(1)) return { kind, z: first ?? 1.5 };
  if (kind === "backdoor" && fits(2) && Number.isInteger(first ?? 0)) {
    return { kind, target: first ?? 0, factor: second ?? 1 };
  }
  throw new AttackError(misnamed("attack", text, ATTACKS, "with numbers of at least 0"));
}
