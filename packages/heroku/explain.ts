// How wrong values are told: for programs that check their own, and don't need a definition for it.
export { didYouMean, type Wrong } from "./define/explain.ts";
export { pathText } from "./define/values.ts";
