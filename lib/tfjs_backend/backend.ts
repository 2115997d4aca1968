import type { DataType, KernelConfig, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs";

/** Byte offset in the backend's memory. */
export type Pointer = number;

/** A tensor's values: float32, int32 or bool. */
export type Values = Float32Array | Int32Array | Uint8Array;

/** The part of tfjs's BackendWasm used here; most of it is private there. */
export interface WasmBackend {
  /** The Emscripten module. */
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): Pointer;
    _free(pointer: Pointer): void;
  };
  /** Where each tensor's data lies. */
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: Pointer } };
  /** Reserves memory for a new tensor, uninitialised unless values are given. */
  makeOutput(shape: number[], dtype: DataType, memoryOffset?: null, values?: ArrayBufferView): TensorInfo;
  /** A view of a tensor's values in the memory. */
  typedArrayFromHeap(tensor: TensorInfo): Values;
  /** Counts one more tensor that shares this data. */
  incRef(dataId: object): void;
  /** Counts one tensor fewer; without any the data is freed. */
  disposeData(dataId: object): boolean;
}

/** A kernel's arguments, as tfjs passes them. */
export interface KernelCall {
  /** Tensors by name; optional ones may be absent. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Settings by name. */
  readonly attrs: NamedAttrMap;
  /** The wasm backend. */
  readonly backend: WasmBackend;
}

/** A kernel used in place of tfjs's own; it returns undefined for cases left to tfjs's own. */
export type FastKernel = (
  call: KernelCall,
  original: KernelFunction,
) => TensorInfo | TensorInfo[] | undefined;

/** tfjs's own form of a kernel. */
export type KernelFunction = KernelConfig["kernelFunc"];

/** Where a tensor's values lie. */
export function pointerOf({ dataIdMap }: WasmBackend, { dataId }: TensorInfo): Pointer {
  return dataIdMap.get(dataId).memoryOffset;
}

/** A view of a tensor's values, valid until the memory grows; looking up a tensor's place may make it grow. */
export function valuesOf(backend: WasmBackend, tensor: TensorInfo): Values {
  pointerOf(backend, tensor);
  return backend.typedArrayFromHeap(tensor);
}

/** Number of values of a tensor of this shape. */
export function size({ shape }: TensorInfo): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Whether all of these are float32 and not empty. */
export function areFloats(...tensors: TensorInfo[]): boolean {
  return tensors.every((tensor) => tensor.dtype === "float32" && size(tensor) > 0);
}

/** n rounded up to the next multiple. */
export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
