import { type DataType, findBackend, getKernel, type KernelBackend, type TensorInfo } from "@tensorflow/tfjs";
import { type KernelFunction, valuesOf, type WasmBackend } from "./backend.ts";

/** The part of the cpu backend used here. */
interface CpuBackend extends KernelBackend {
  makeTensorInfo(shape: number[], dtype: DataType, values: ArrayLike<number>): TensorInfo;
}

/** A kernel that the wasm backend lacks or gets wrong, computed by the cpu backend on copies: slow, but right. */
export function byCpuBackend(kernelName: string): KernelFunction {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as WasmBackend, cpu = findBackend("cpu") as CpuBackend;
    const { kernelFunc } = getKernel(kernelName, "cpu");
    const copies = Object.entries(inputs).map(([name, x]) =>
      [name, cpu.makeTensorInfo(x!.shape, x!.dtype, valuesOf(wasm, x!).slice())] as const
    );
    const outputs = [kernelFunc({ inputs: Object.fromEntries(copies), attrs, backend: cpu })].flat();
    const back = outputs.map(({ dataId, shape, dtype }) =>
      wasm.makeOutput(shape, dtype, null, cpu.readSync(dataId) as Float32Array)
    );
    for (const { dataId } of [...copies.map(([, copy]) => copy), ...outputs]) cpu.disposeData(dataId);
    return back.length === 1 ? back[0] : back;
  };
}
