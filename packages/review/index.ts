export { ReviewDocument } from "./document.ts";
export { comment } from "./markdown/comment.ts";
export { shortened, visible } from "./markdown/escape.ts";
export type * from "./model.ts";
export { SECRET, UNKNOWN } from "./model.ts";
export { nameOf } from "./names.ts";
export { type FailedReview, hasChanges, hasFailed, reviewStack } from "./review.ts";
export { happensAnew, headline, inDollars, OPERATION, pathInWords, typeInWords } from "./words.ts";
