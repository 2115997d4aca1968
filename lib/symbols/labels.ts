/**
 * The 82 labels, in the order of the class indices: the folder names of the Kaggle set, with `forward_slash`
 * for `/`, `ascii_124` for `|`, `pm` for ± and so on. Letter case is folded as there: A, C, G, H, M, N, R, S,
 * T and X stand for both cases, as do the letters named in lower case.
 */
export const LABELS: readonly string[] = [
  ..."! ( ) + , - 0 1 2 3 4 5 6 7 8 9 = A C Delta G H M N R S T X [ ] alpha ascii_124 b beta cos d div e"
    .split(" "),
  ..."exists f forall forward_slash gamma geq gt i in infty int j k l lambda ldots leq lim log lt mu neq"
    .split(" "),
  ..."o p phi pi pm prime q rightarrow sigma sin sqrt sum tan theta times u v w y z { }".split(" "),
];

/** The class index of each label. */
export const LABEL_INDEX: ReadonlyMap<string, number> = new Map(LABELS.map((label, index) => [label, index]));
