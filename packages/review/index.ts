export { ReviewDocument } from "./document.ts";
export { comment } from "./markdown/comment.ts";
export type * from "./model.ts";
export { type FailedReview, hasChanges, hasFailed, reviewStack } from "./review.ts";
