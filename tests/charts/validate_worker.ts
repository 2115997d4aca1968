/// <reference lib="deno.worker" />
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

/** Not a static import: Plotly takes a while to load, so long that the first figure would come before anyone listens. */
const loaded = (async () => {
  await import("../../lib/charts/static/headless_dom.ts");
  return (await import("plotly.js-dist-min")).default;
})();

/** Answers a figure with what plotly finds wrong with it. */
scope.onmessage = async ({ data: { data, layout } }: MessageEvent) => {
  const problems: { msg: string }[] = (await loaded).validate(data, layout) ?? [];
  scope.postMessage(problems.map(({ msg }) => msg));
};
