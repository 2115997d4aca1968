import { misnamed, type NamedRow, UserError } from "../../errors/mod.ts";
import type { Codec, CodecForm } from "./codec.ts";
import { float16 } from "./float16.ts";
import { quantization, type QuantizationBits } from "./quantization.ts";
import { randomK } from "./random_k.ts";
import { topK } from "./top_k.ts";

/** How vectors are sent, as data: what a configuration holds. */
export type CodecSpec =
  | { readonly kind: "none" }
  | { readonly kind: "float16" }
  | { readonly kind: "top"; readonly share: number }
  | { readonly kind: "random"; readonly share: number }
  | { readonly kind: "quantize"; readonly bits: QuantizationBits };

/** How clients send their updates: a codec, and whether they keep what it lost and add it to the next update. */
export interface UploadSpec {
  /** The codec. */
  readonly codec: CodecSpec;
  /** Whether the client adds what the codec lost to its next update: error feedback. */
  readonly feedback: boolean;
}

/** The name of each codec and what it does: for messages and help. */
export const CODECS: readonly NamedRow[] = [
  ["none", "32-bit floats as they are"],
  ["float16", "16-bit floats"],
  ["quantize:B", "stochastic quantisation (QSGD) to B = 8, 4 or 2 bits", "quantize:4"],
  ["top:S", "the share S of greatest magnitude", "top:0.05"],
  ["random:S", "a share S at random places", "random:0.05"],
];

/** An unknown codec or a wrong parameter; the message gives the rule and the value got. */
export class CodecError extends UserError {
  /** Always "CodecError". */
  override readonly name = "CodecError";
}

/**
 * Reads a codec's name as the command line has it: see `CODECS`.
 *
 * @throws {CodecError} Any other text.
 */
export function parseCodec(text: string): CodecSpec {
  const [name, value, ...more] = text.split(":");
  if (more.length === 0 && value === undefined && (name === "none" || name === "float16")) {
    return { kind: name };
  }
  if (more.length === 0 && name === "quantize" && /^[842]$/.test(value ?? "")) {
    return { kind: "quantize", bits: Number(value) as QuantizationBits };
  }
  const share = /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/.test(value ?? "") ? Number(value) : NaN;
  if (more.length === 0 && (name === "top" || name === "random") && share > 0 && share <= 1) {
    return { kind: name, share };
  }
  throw new CodecError(misnamed("codec", text, CODECS, "with B = 8, 4 or 2 and S above 0 and up to 1"));
}

/**
 * Reads how clients send: a codec, and `+feedback` after it for error feedback.
 *
 * @throws {CodecError} Any other text, or feedback where nothing is lost.
 */
export function parseUpload(text: string): UploadSpec {
  const feedback = text.endsWith("+feedback");
  const codec = parseCodec(feedback ? text.slice(0, -"+feedback".length) : text);
  if (feedback && codec.kind === "none") {
    throw new CodecError(
      `Error feedback makes up for what a codec loses, and none loses nothing: got "${text}".`,
    );
  }
  return { codec, feedback };
}

/**
 * The codec of a specification.
 *
 * @param form Which, where there are two of it.
 */
export function createCodec(spec: Exclude<CodecSpec, { kind: "none" }>, form: CodecForm): Codec {
  switch (spec.kind) {
    case "float16":
      return float16(form);
    case "top":
      return topK(spec.share);
    case "random":
      return randomK(spec.share, form);
    case "quantize":
      return quantization(spec.bits, form);
    default: {
      const unknown: never = spec;
      throw new CodecError(`Unknown codec: ${JSON.stringify(unknown)}.`);
    }
  }
}
