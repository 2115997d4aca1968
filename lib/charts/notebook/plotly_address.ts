/** Where plotly's makers publish the library, for pages that don't bring it: the version of deno.json. */
export const PLOTLY_URL = "https://cdn.plot.ly/plotly-cartesian-4.1.1.min.js";

/** Digest of that file: a browser runs nothing else in its place. */
export const PLOTLY_INTEGRITY = "sha384-zc4SwKObGL/W0M3RUI09UPWjlgIZHfbwMgcZO6713mRh78tfUmIQKhzCyE2LIiUg";
