/**
 * The training images grouped by label or writer: groups by rising number, images in the order of `train`.
 *
 * @param of The group of every image of the data set.
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
