import { z } from "zod";
import { IMPACT_KINDS, OPERATIONS, type StackReview } from "./model.ts";
import { type FailedReview, hasFailed } from "./review.ts";
import { headline } from "./words.ts";

// What `npm run review -- --json` prints. The published schema is made from this: packages/review/generated/document.schema.json.

const Properties = z.record(z.string(), z.unknown());

const View = z.object({
  urn: z.string().describe("Pulumi's name of the resource, unique in all stacks"),
  type: z.string().describe("Type of the resource, such as AddOn"),
  name: z.string().describe("Name of the resource in the program"),
  inputs: Properties.describe(
    'What was declared; secrets are "[secret]", what only `up` will know "[known after the change]"',
  ),
  outputs: Properties.describe("What Heroku answered, as far as it is known"),
});

const Path = z.object({
  path: z.string().describe("Where in the resource, such as processes.web.quantity"),
  kind: z.enum(["add", "delete", "update"]),
  replaces: z.boolean().describe("Whether this is why the resource is replaced"),
  secret: z.boolean(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  unknown: z.boolean().describe("Whether only `up` will know the new value"),
});

export const Change = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  op: z
    .enum(OPERATIONS)
    .describe(
      '"import" and "state" change nothing at Heroku: the one takes over what exists, the other changes only Pulumi\'s state',
    ),
  protect: z.boolean().describe("Whether Pulumi refuses to delete it"),
  paths: z.array(Path),
  from: z.string().optional().describe("URN that it has had so far"),
  resembles: z
    .string()
    .optional()
    .describe("URN of a deleted resource with the same inputs, of which this may be the new name"),
  secrets: z.string().optional().describe("Stands for the new secrets, if there are some; it tells nothing of them"),
  before: View.optional(),
  after: View.optional(),
});

const Impact = z.object({
  kind: z.enum(IMPACT_KINDS),
  app: z.string().optional(),
  text: z.string().describe("A plain sentence"),
  details: z.array(z.string()).optional().describe("The process types that restart, and the like"),
});

const Cents = z.number().describe("Whole US cents a month");

const Broken = z.object({
  rule: z.string().describe("Name of the guard rail"),
  level: z
    .enum(["mandatory", "advisory"])
    .describe("A mandatory one refuses the changes, an advisory one is only told"),
  message: z.string().describe("Begins with what is meant, and ends with the way out"),
  urn: z.string().optional(),
});

const Reviewed = z.object({
  headline: z.string(),
  stack: z.string(),
  changes: z.array(Change),
  impacts: z.array(z.object({ urn: z.string(), impacts: z.array(Impact) })),
  cost: z.object({
    beforeCents: Cents,
    afterCents: Cents,
    lines: z.array(z.object({ line: z.string(), beforeCents: Cents.optional(), afterCents: Cents.optional() })),
  }),
  drift: z.array(Change).describe("What was changed outside; with --refresh only"),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  guardRails: z
    .array(Broken)
    .optional()
    .describe("Guard rails that it would break; left out where the project has none"),
  all: z.array(View).describe("Every resource as it will be, or as it was where it goes"),
});

const Failed = z.object({ stack: z.string(), errors: z.array(z.string()).min(1) });

export const ReviewDocument = z.object({
  version: z.literal(1),
  stacks: z.array(z.union([Reviewed, Failed])),
  failed: z.array(z.string()).describe("Why a mandatory guard rail or --fail-on refused the changes"),
});
export type ReviewDocument = z.infer<typeof ReviewDocument>;

export function documentOf(
  reviews: readonly (StackReview | FailedReview)[],
  failed: readonly string[],
): ReviewDocument {
  const stacks = reviews.map((review) => (hasFailed(review) ? review : { headline: headline(review), ...review }));
  return ReviewDocument.parse({ version: 1, stacks, failed });
}

export const documentSchema = () => z.toJSONSchema(ReviewDocument);
