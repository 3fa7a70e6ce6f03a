import { Digest, Plan } from "../../preview/steps.ts";
import { claimsFor, reviewOf } from "../../reading.ts";

export const KEY = Buffer.from("a key of the tests");
const PROJECT = "urn:pulumi:staging::consumer-notebook";

export const urnOf = (type: string, name: string) =>
  `${PROJECT}::consumer-notebook:index:HerokuApp$heroku:index:${type}::${name}`;

type Properties = Record<string, unknown>;

export interface Fake {
  op: string;
  type: string;
  name: string;
  before?: Properties;
  after?: Properties;
  outputs?: Properties;
  diff?: Record<string, string>;
  protect?: boolean;
  /** More of the states before and after, such as resource options. */
  was?: Properties;
  is?: Properties;
  /** Of the plan: inputs with secrets in clear, and outputs as far as they are known. */
  plan?: { updates?: Properties; state?: Properties };
}

/** What a preview would have said of these steps. */
export function fakePreview(...steps: Fake[]): { digest: Digest; plan: Plan } {
  const state = ({ type, protect }: Fake, inputs: Properties, outputs: Properties = {}) => ({
    type: `heroku:index:${type}`,
    custom: true,
    protect,
    inputs,
    outputs,
  });
  const digest = {
    steps: steps.map((step) => ({
      op: step.op,
      urn: urnOf(step.type, step.name),
      oldState: step.before && {
        urn: urnOf(step.type, step.name),
        ...state(step, step.before, step.outputs),
        ...step.was,
      },
      newState: step.after && { ...state(step, step.after), ...step.is },
      detailedDiff: step.diff && Object.fromEntries(Object.entries(step.diff).map(([path, kind]) => [path, { kind }])),
    })),
  };
  const planned = steps.map(({ op, type, name, plan }) => [
    urnOf(type, name),
    {
      goal: op === "delete" ? undefined : { type: `heroku:index:${type}`, name, inputDiff: { updates: plan?.updates } },
      state: plan?.state,
    },
  ]);
  return { digest: Digest.parse(digest), plan: Plan.parse({ resourcePlans: Object.fromEntries(planned) }) };
}

export function fakeReview(...steps: Fake[]) {
  const { digest, plan } = fakePreview(...steps);
  return reviewOf("staging", digest, plan, { key: KEY });
}

/** With what tells a new name of a resource from a new resource. */
export async function fakeReviewOfNames(...steps: Fake[]) {
  const { digest, plan } = fakePreview(...steps);
  return reviewOf("staging", digest, plan, { key: KEY, claims: await claimsFor(digest) });
}

/** How Pulumi writes a secret into a plan. */
export const clear = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
