/**
 * How vectors are sent: codecs that make bytes of them, and the ways up and down that use these.
 * @module
 */
export type { Codec, CodecForm } from "./codec.ts";
export { float16 } from "./float16.ts";
export { quantization, type QuantizationBits } from "./quantization.ts";
export { randomK } from "./random_k.ts";
export { topK } from "./top_k.ts";
export {
  CodecError,
  CODECS,
  type CodecSpec,
  createCodec,
  parseCodec,
  parseUpload,
  type UploadSpec,
} from "./spec.ts";
export { createUplink, type Uplink, type Upload } from "./uplink.ts";
export { createDownlink, type Downlink, type DownlinkState } from "./downlink.ts";
