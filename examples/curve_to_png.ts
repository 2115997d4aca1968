// Draws the curve of a run into a picture. The figure is plain data for Plotly: show it in a notebook or a page as well.
// deno run --allow-read --allow-write=curve.png examples/curve_to_png.ts
import { curves, toPng } from "@fedink/fedink/charts";

const figure = curves({
  title: "Two ways to hold the same images",
  series: [
    { name: "iid", runs: [[0.62, 0.79, 0.85, 0.88, 0.89]] },
    { name: "non-iid", runs: [[0.12, 0.31, 0.44, 0.58, 0.63]] },
  ],
  yTitle: "Test accuracy",
  yRange: [0, 1],
});
await Deno.writeFile("curve.png", await toPng(figure, { widthPixels: 800, heightPixels: 450 }));
console.log("curve.png");
