/**
 * Ink and pictures: strokes, boxes, grey images, and how strokes become pixels. Nothing here depends on a data set.
 * @module
 */
export { bilinear } from "./bilinear.ts";
export { type Box, boxAround, heightOf, middleX, middleY, widthOf } from "./box.ts";
export { drawStrokes, type StrokePlace } from "./draw_strokes.ts";
export type { GreyImage } from "./grey_image.ts";
export { type ImageFeatures, imageFeatures } from "./image_features.ts";
export { IMAGE_BYTES, IMAGE_SIZE, READER_CHANNELS } from "./image_size.ts";
export { inkBox } from "./ink_box.ts";
export { type Ink, type InkDrawing, inkOf } from "./ink_mask.ts";
export { croppedInk, type PlacedInk } from "./placed_ink.ts";
export { type Pen, rasterize, WIDEST_PEN } from "./raster.ts";
export { fitSquare, resize } from "./resize.ts";
export { type HandStyle, restyle } from "./restyle.ts";
export { drawSegment } from "./segment.ts";
export { stretched } from "./stretched.ts";
export { boxOfStrokes, isCoordinate, type Stroke } from "./stroke.ts";
export { Surroundings } from "./surroundings.ts";
export { linesOf, symbolImage } from "./symbol_image.ts";
export { medianSize, readingKey, symbolSize, symbolUnit } from "./symbol_unit.ts";
export { thin } from "./thin.ts";
