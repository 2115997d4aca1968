/**
 * The training images grouped by label or writer: groups in rising order, images in the order of `train`.
 *
 * @param train The training images: indices into the data set.
 * @param of The label or writer of every image of the data set.
 */
export function grouped(train: Uint32Array, of: ArrayLike<number>): Uint32Array[] {
  const lists = new Map<number, number[]>();
  for (const index of train) {
    const list = lists.get(of[index]);
    if (list) list.push(index);
    else lists.set(of[index], [index]);
  }
  return [...lists].sort(([a], [b]) => a - b).map(([, list]) => Uint32Array.from(list));
}
