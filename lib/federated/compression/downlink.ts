import type { Random } from "../../random/mod.ts";
import { difference } from "../vectors.ts";
import { type CodecSpec, createCodec } from "./spec.ts";

/** What the server knows about its clients' copies of the model. */
export interface DownlinkState {
  /** ŵ: the model of a client that has received every message. */
  readonly model: Float32Array;
  /** Bytes of all messages so far: a client lacks the difference to the value when it last received the model. */
  readonly messageBytes: number;
}

/** Sends the model from the server to the clients. */
export interface Downlink {
  /** Before the first round: ŵ = w⁰, which nobody has received yet. */
  init(parameters: Float32Array): DownlinkState;
  /** A round's message, after which ŵ is nearer to the model. */
  broadcast(state: DownlinkState, parameters: Float32Array, random: Random): DownlinkState;
  /**
   * Bytes that a client must receive to have ŵ.
   *
   * @param had `messageBytes` when it last did; undefined the first time.
   */
  bytesFor(state: DownlinkState, had: number | undefined): number;
}

/**
 * How the model reaches the clients. Without a codec each receives w^t whole. With one, the message of a round is the
 * difference between the model and ŵ, encoded; what the codec loses is in the next difference, so that error feedback
 * needs no memory of its own. A client that sat out receives the messages it missed, or ŵ whole where that is less;
 * at its first time ŵ whole.
 */
export function createDownlink(spec: CodecSpec): Downlink {
  if (spec.kind === "none") {
    return {
      init: (model) => ({ model, messageBytes: 0 }),
      broadcast: (_, model) => ({ model, messageBytes: 0 }),
      bytesFor: ({ model }) => model.byteLength,
    };
  }
  const codec = createCodec(spec, "contracting");
  return {
    init: (model) => ({ model, messageBytes: 0 }),
    broadcast({ model, messageBytes }, parameters, random) {
      const message = codec.encode(difference(parameters, model), random);
      const decoded = codec.decode(message, model.length);
      const next = new Float32Array(model.length);
      for (let i = 0; i < next.length; i++) next[i] = model[i] + decoded[i];
      return { model: next, messageBytes: messageBytes + message.length };
    },
    bytesFor: ({ model, messageBytes }, had) =>
      had === undefined ? model.byteLength : Math.min(model.byteLength, messageBytes - had),
  };
}
