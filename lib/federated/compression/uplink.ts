import type { Random } from "../../random/mod.ts";
import { difference } from "../vectors.ts";
import { createCodec, type UploadSpec } from "./spec.ts";

/** An update on its way from a client to the server. */
export interface Upload {
  /** The bytes that were sent. */
  readonly bytes: number;
  /** Δ_k as the server decoded it. */
  readonly received: Float64Array;
  /** What the codec lost, which the client adds to its next update; only with error feedback. */
  readonly residual?: Float32Array;
}

/** Sends updates from a client to the server. */
export interface Uplink {
  /**
   * Sends an update.
   *
   * @param update Δ_k.
   * @param residual What the last update's codec lost.
   * @param random Of this client in this round.
   */
  send(update: Float64Array, residual: Float32Array | undefined, random: Random): Upload;
}

/**
 * How clients send updates. Error feedback, Seide et al. 2014 and Karimireddy et al. 2019 (arXiv 1901.09847): what is
 * encoded is a = Δ_k + e_k, and the client keeps e_k = a − decode(a). Without a codec w_k itself is sent, of which the
 * server makes Δ_k without a rounding.
 */
export function createUplink({ codec: spec, feedback }: UploadSpec): Uplink {
  if (spec.kind === "none") return { send: (update) => ({ bytes: 4 * update.length, received: update }) };
  const codec = createCodec(spec, feedback ? "contracting" : "unbiased");
  return {
    send(update, residual, random) {
      const accumulated = new Float32Array(update);
      if (residual) {
        for (let i = 0; i < update.length; i++) accumulated[i] = inRange(update[i] + residual[i]);
      }
      const message = codec.encode(accumulated, random);
      const decoded = codec.decode(message, update.length);
      const received = new Float64Array(decoded);
      const bytes = message.length;
      if (!feedback) return { bytes, received };
      return { bytes, received, residual: difference(accumulated, decoded) };
    },
  };
}

/** The greatest finite number of 32 bits. */
const GREATEST = 2 ** 128 - 2 ** 104;

/** What is lost may add up over the rounds beyond the range of 32 bits. It is kept, so it must stay finite. */
function inRange(value: number): number {
  return Math.max(-GREATEST, Math.min(GREATEST, value));
}
