import {
  AdamOptimizer,
  engine,
  getBackend,
  type NamedTensorMap,
  type Tensor,
  type TensorInfo,
  tidy,
  type Variable,
  zerosLike,
} from "@tensorflow/tfjs";
import { type KernelCall, pointerOf, size } from "./backend.ts";
import { runtimeOf } from "./kernels.ts";

/** The name of our kernel; tfjs has none for a whole step: its optimiser runs 14 kernels for each variable. */
export const ADAM_STEP = "AdamStep";

/** [w′, m′, v′] of one variable. */
export function adamStep({ inputs: { w, g, m, v }, attrs, backend }: KernelCall): TensorInfo[] {
  const outputs = [w, m, v].map(({ shape }) => backend.makeOutput(shape, "float32"));
  const [pw, pg, pm, pv, newW, newM, newV] = [w, g, m, v, ...outputs].map((t) => pointerOf(backend, t));
  const { rate, beta1, beta2, rootCorrection, epsilon } = attrs as Record<string, number>;
  const { kernels } = runtimeOf(backend);
  kernels.adam(pw, pg, pm, pv, newW, newM, newV, size(w), rate, beta1, beta2, rootCorrection, epsilon);
  return outputs;
}

/** The fields of tfjs's AdamOptimizer used here, most of them private there. */
interface AdamState {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  accBeta1: Variable;
  accBeta2: Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
  incrementIterations(): void;
}

interface NamedTensor {
  name: string;
  tensor: Tensor;
}

interface Moment {
  originalName: string;
  variable: Variable;
}

/** Makes tfjs compute a step of Adam by `adamStep` on the wasm backend; other backends are unchanged. */
export function registerAdam(): void {
  const original = AdamOptimizer.prototype.applyGradients;
  AdamOptimizer.prototype.applyGradients = function (gradients) {
    if (getBackend() !== "wasm") return original.call(this, gradients);
    applyAdam(this as unknown as AdamState, gradients);
  };
}

/** `AdamOptimizer.applyGradients` in tfjs 4.22, with one kernel for its arithmetic. */
function applyAdam(adam: AdamState, gradients: NamedTensorMap | readonly NamedTensor[]): void {
  const { learningRate, beta1, beta2, epsilon, accumulatedFirstMoment, accumulatedSecondMoment } = adam;
  const named = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  const correction1 = 1 - adam.accBeta1.dataSync()[0], correction2 = 1 - adam.accBeta2.dataSync()[0];
  const attrs = {
    rate: learningRate / correction1,
    beta1,
    beta2,
    rootCorrection: 1 / Math.sqrt(correction2),
    epsilon,
  };
  tidy(() => {
    named.forEach(({ name, tensor: g }, i) => {
      const w = engine().registeredVariables[name];
      const m = (accumulatedFirstMoment[i] ??= newMoment(`${name}/m`, w)).variable;
      const v = (accumulatedSecondMoment[i] ??= newMoment(`${name}/v`, w)).variable;
      if (!g) return;
      const [newW, newM, newV] = engine().runKernel(ADAM_STEP, { w, g, m, v }, attrs) as Tensor[];
      w.assign(newW);
      m.assign(newM);
      v.assign(newV);
    });
    adam.accBeta1.assign(adam.accBeta1.mul(beta1));
    adam.accBeta2.assign(adam.accBeta2.mul(beta2));
  });
  adam.incrementIterations();
}

function newMoment(originalName: string, like: Variable): Moment {
  return { originalName, variable: tidy(() => zerosLike(like).variable(false)) };
}
