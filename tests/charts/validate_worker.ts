/// <reference lib="deno.worker" />
import "../../lib/charts/static/headless_dom.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const { default: Plotly } = await import("plotly.js-dist-min");

/** Answers a figure with what plotly finds wrong with it. */
scope.onmessage = ({ data: { data, layout } }: MessageEvent) => {
  const problems: { msg: string }[] = Plotly.validate(data, layout) ?? [];
  scope.postMessage(problems.map(({ msg }) => msg));
};
