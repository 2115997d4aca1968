import { stream } from "../../random/mod.ts";

/** Clients that drop out, compute slowly or do only part of their work. What is left out does not happen. */
export interface Stragglers {
  /** Chance that a client which was drawn drops out of the round before it has sent; default 0. */
  readonly dropout?: number;
  /** Clients that compute slower than the others, through the whole run. */
  readonly slow?: {
    /** Share of the clients. */
    readonly share: number;
    /** By what factor each of their steps takes longer. */
    readonly factor: number;
  };
  /**
   * Each client does a share of its steps in a round, drawn uniformly from this to 1; default 1. Unequal work as in
   * Wang et al. 2020 (arXiv 2007.07481), where the number of epochs is drawn.
   */
  readonly leastWork?: number;
}

/** What hinders a client in a round. */
export interface Hindrance {
  /** Whether it drops out. */
  readonly drops: boolean;
  /** By what factor a step takes longer than usual: 1 for most. */
  readonly slowness: number;
  /** The share of its steps that it does. */
  readonly work: number;
}

/** A client's hindrance in a round. The same seed gives the same; whether a client is slow is the same in every round. */
export function hindranceOf(
  { dropout = 0, slow, leastWork = 1 }: Stragglers,
  seed: number,
  round: number,
  client: number,
): Hindrance {
  const random = stream(seed, "straggler", round, client);
  const drops = random() < dropout;
  const work = leastWork + (1 - leastWork) * random();
  const isSlow = slow !== undefined && stream(seed, "slow client", client)() < slow.share;
  return { drops, slowness: isSlow ? slow.factor : 1, work };
}
