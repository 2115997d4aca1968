import type { Kernels } from "./kernels.ts";
import type { Plan } from "./plan.ts";

/** What is minimised in addition to the mean cross-entropy of the images, and which layers stay as they are. */
export interface LocalObjective {
  /** μ: adds (μ/2) ‖w − w⁰‖², where w⁰ are the parameters at the time the objective is set. */
  readonly proximal?: number;
  /** Adds ⟨linear, w⟩: this vector, laid out as the parameters, is added to each gradient. */
  readonly linear?: Float32Array;
  /** How the logits are adjusted before the loss in training; not in evaluation. */
  readonly logits?: LogitAdjustment;
  /** Names of layers whose weights stay as they are: their gradient is 0. */
  readonly frozen?: readonly string[];
}

/** Logit c becomes scale_c · z_c + shift_c. */
export interface LogitAdjustment {
  /** A factor for each class. */
  readonly scale: Float32Array;
  /** A summand for each class; −∞ masks the class. */
  readonly shift: Float32Array;
}

/** The terms of a local objective on an engine's memory: each does nothing where the objective has no such term. */
export interface ObjectiveTerms {
  /** Sets or, without an argument, clears the objective. */
  set(objective?: LocalObjective): void;
  /** The logits of a batch as the loss sees them, in place. */
  adjustLogits(images: number): void;
  /** The way back, in place: from the gradient of adjusted logits to that of the network's own. */
  adjustLogitGradient(images: number): void;
  /** From the loss's gradient to that of the whole objective, in place. */
  completeGradient(): void;
}

/**
 * The local objective's place in an engine.
 *
 * @throws {RangeError} From `set`: a vector of another length, or a layer without weights.
 */
export function objectiveTerms(kernels: Kernels, plan: Plan): ObjectiveTerms {
  const { vectors: { w, g, anchor, linear }, adjustment, logits, layout, classes, parameterCount } = plan;
  const { buffer } = kernels.memory;
  const parameters = new Float32Array(buffer, w, parameterCount);
  const anchored = new Float32Array(buffer, anchor, parameterCount);
  const linearTerm = new Float32Array(buffer, linear, parameterCount);
  const scale = new Float32Array(buffer, adjustment.scale, classes);
  const shift = new Float32Array(buffer, adjustment.shift, classes);
  let current: LocalObjective = {};
  let frozen: Float32Array[] = [];

  /** Where the gradients of a layer's weights lie. */
  function gradientsOf(layer: string): Float32Array[] {
    const slots = layout.filter(({ name }) => name.startsWith(`${layer}/`));
    if (slots.length === 0) throw new RangeError(`no layer "${layer}" has weights that could be frozen`);
    return slots.map(({ offset, length }) => new Float32Array(buffer, g + 4 * offset, length));
  }

  return {
    set(objective = {}) {
      checkLength("linear", objective.linear, parameterCount);
      checkLength("logits.scale", objective.logits?.scale, classes);
      checkLength("logits.shift", objective.logits?.shift, classes);
      frozen = (objective.frozen ?? []).flatMap(gradientsOf);
      current = objective;
      if (objective.proximal !== undefined) anchored.set(parameters);
      if (objective.linear) linearTerm.set(objective.linear);
      else if (objective.proximal !== undefined) linearTerm.fill(0);
      if (objective.logits) {
        scale.set(objective.logits.scale);
        shift.set(objective.logits.shift);
      }
    },
    adjustLogits(images) {
      if (!current.logits) return;
      kernels.scale_and_shift(logits.x, adjustment.scale, adjustment.shift, images, classes);
    },
    adjustLogitGradient(images) {
      if (!current.logits) return;
      kernels.scale_and_shift(logits.dx, adjustment.scale, adjustment.zeros, images, classes);
    },
    completeGradient() {
      if (current.proximal !== undefined || current.linear) {
        kernels.add_local_terms(g, w, anchor, linear, parameterCount, current.proximal ?? 0);
      }
      for (const gradient of frozen) gradient.fill(0);
    },
  };
}

function checkLength(what: string, values: Float32Array | undefined, wanted: number): void {
  if (values && values.length !== wanted) {
    throw new RangeError(`${what} must hold ${wanted} values, got ${values.length}`);
  }
}
