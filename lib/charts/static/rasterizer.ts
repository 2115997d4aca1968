/** How large and on what an SVG document is drawn. */
export interface RasterOptions {
  /** Width of the image in pixels; its height follows from the document's. */
  readonly widthPixels: number;
  /** Colour behind the drawing; default none: transparent. */
  readonly background?: string;
}

/** Draws an SVG document as a PNG; texts are set in DejaVu Sans, which has mathematical signs and Greek. */
export type Rasterizer = (svg: string, options: RasterOptions) => Uint8Array<ArrayBuffer>;

let loading: Promise<Rasterizer> | undefined;

/** Loads resvg and the font, once; needs permission to read npm packages. */
export function loadRasterizer(): Promise<Rasterizer> {
  return loading ??= load();
}

async function load(): Promise<Rasterizer> {
  const read = (specifier: string) => Deno.readFile(new URL(import.meta.resolve(specifier)));
  const [{ initWasm, Resvg }] = await Promise.all([
    import("@resvg/resvg-wasm"),
    // A font is not a module; importing a module of its package makes Deno fetch the package.
    import("dejavu-fonts-ttf/package.json", { with: { type: "json" } }),
  ]);
  const font = await read("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  await initWasm(await read("@resvg/resvg-wasm/index_bg.wasm"));
  return (svg, { widthPixels, background }) => {
    const resvg = new Resvg(svg, {
      ...(background !== undefined && { background }),
      fitTo: { mode: "width", value: widthPixels },
      font: { fontBuffers: [font], defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
    });
    const png = resvg.render().asPng();
    resvg.free();
    return new Uint8Array(png);
  };
}
