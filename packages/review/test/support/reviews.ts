import { comment } from "../../markdown/comment.ts";
import { SECRET, type StackReview } from "../../model.ts";
import { HOSTILE } from "./hostile.ts";
import { type Fake, fakeReview } from "./preview.ts";

type Fields = Record<string, unknown>;

const resource = (type: string, name: string, after: Fields, monthlyCents?: number): Fake => {
  const outputs = monthlyCents === undefined ? undefined : { monthlyCents };
  return { op: "same", type, name, before: after, after, outputs, plan: { state: outputs } };
};

/** An app with all that an app has. */
const SITE: readonly Fake[] = [
  resource("App", "site", {
    name: "consumer-notebook",
    region: "us",
    stack: "heroku-24",
    buildpacks: ["heroku/python"],
  }),
  resource("AddOn", "site-cache", { plan: "memcachier:100" }, 1_500),
  resource("AddOn", "site-database", { plan: "heroku-postgresql:standard-0", attachment: "DATABASE" }, 5_000),
  resource("AddOn", "site-documents", { plan: "ormongo:5-mmap" }, 8_500),
  resource("AddOn", "site-performance", { plan: "newrelic:hawke" }, 4_900),
  resource("AddOn", "site-redis", { plan: "heroku-redis:premium-0" }, 1_500),
  resource("AppFeature", "site-runtime-dyno-metadata", { name: "runtime-dyno-metadata", enabled: true }),
  resource("AutomaticCertificates", "site", {}),
  resource("ConfigVars", "site", {
    vars: {
      ALLOWED_HOSTS: "www.consumernotebook.com,consumernotebook.com",
      DJANGO_SETTINGS_MODULE: "consumernotebook.settings.production",
    },
    secretVars: { DJANGO_SECRET_KEY: SECRET, S3_KEY: SECRET },
  }),
  resource("Domain", "site-consumernotebook.com", { hostname: "consumernotebook.com" }),
  resource("Domain", "site-www.consumernotebook.com", { hostname: "www.consumernotebook.com" }),
  resource(
    "Formation",
    "site",
    { processes: { web: { quantity: 2, size: "standard-2x" }, worker: { quantity: 2, size: "standard-1x" } } },
    15_000,
  ),
  resource("LogDrain", "site-LOG_DRAIN_URL", { url: SECRET }),
  resource("PipelineCoupling", "site", { stage: "production" }),
];

/** The site with some of its resources changed, and some more. */
function changed(...fakes: Fake[]) {
  const same = SITE.filter(({ type, name }) => !fakes.some((fake) => fake.type === type && fake.name === name));
  return fakeReview(...same, ...fakes);
}

const small = changed({
  op: "update",
  type: "AddOn",
  name: "site-cache",
  before: { plan: "memcachier:100" },
  after: { plan: "memcachier:250" },
  outputs: { monthlyCents: 1_500 },
  plan: { state: { monthlyCents: 3_000 } },
  diff: { plan: "update" },
});

const created = fakeReview(...SITE.map((fake) => ({ ...fake, op: "create", before: undefined, outputs: undefined })));

const replaced = changed(
  {
    op: "replace",
    type: "AddOn",
    name: "site-database",
    before: { plan: "heroku-postgresql:standard-0", attachment: "DATABASE" },
    after: { plan: "heroku-postgresql:standard-0", attachment: "MAIN_DATABASE" },
    outputs: { monthlyCents: 5_000, addOnName: "heroku-postgresql-3ca9nwz69j" },
    plan: { state: { monthlyCents: 5_000 } },
    diff: { attachment: "update-replace" },
    protect: true,
  },
  {
    op: "replace",
    type: "App",
    name: "site",
    before: { name: "consumer-notebook", region: "us" },
    after: { name: "consumer-notebook", region: "eu" },
    diff: { region: "update-replace" },
    protect: true,
  },
);

/** Names and values as long as Heroku takes them, with nothing in them where a line may end. */
const long = changed(
  {
    op: "update",
    type: "ConfigVars",
    name: "site",
    before: { vars: { A_SETTING_WITH_A_VERY_LONG_NAME_THAT_NOBODY_WANTS_TO_TYPE_EVEN_ONCE: "old".repeat(60) } },
    after: { vars: { A_SETTING_WITH_A_VERY_LONG_NAME_THAT_NOBODY_WANTS_TO_TYPE_EVEN_ONCE: "new".repeat(60) } },
    diff: { "vars.A_SETTING_WITH_A_VERY_LONG_NAME_THAT_NOBODY_WANTS_TO_TYPE_EVEN_ONCE": "update" },
  },
  {
    op: "create",
    type: "Domain",
    name: `site-${"subdomain.".repeat(8)}example.com`,
    after: { hostname: `${"subdomain.".repeat(8)}example.com` },
  },
  {
    op: "create",
    type: "AddOn",
    name: `site-${"analytics_".repeat(6)}warehouse`,
    after: { plan: `${"b".repeat(63)}:enterprise` },
    plan: { state: { monthlyCents: 1_234_500 } },
  },
);

const hostile = fakeReview(
  ...HOSTILE.flatMap((text, index): Fake[] => [
    {
      op: "create",
      type: "AddOn",
      name: `${text}${index}`,
      after: { plan: text },
      plan: { state: { monthlyCents: 1 } },
    },
    { op: "create", type: "Domain", name: `${text}${index}`, after: { hostname: text } },
    {
      op: "update",
      type: "ConfigVars",
      name: `${text}${index}`,
      before: { vars: { [text]: "a" } },
      after: { vars: { [text]: text } },
      diff: { [`vars[${JSON.stringify(text)}]`]: "update" },
    },
  ]),
);

const drifted = changed(
  { op: "refresh", type: "AppFeature", name: "site-preboot", before: { name: "preboot" } },
  { ...resource("Formation", "site", { processes: { web: { quantity: 2, size: "basic" } } }), op: "same" },
);

/** As much as a comment takes without leaving anything out. */
const biggest = fakeReview(
  ...Array.from({ length: 30 }, (_, index): Fake => {
    const [name, plan] = [`site-${index}`, `${"plan".repeat(10)}:${index}`];
    return { op: "create", type: "AddOn", name, after: { plan }, plan: { state: { monthlyCents: 10_000 } } };
  }),
  ...Array.from({ length: 30 }, (_, index): Fake => {
    const vars = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`VAR_${at}`, "value".repeat(29)]));
    return { op: "create", type: "ConfigVars", name: `site-${index}`, after: { vars } };
  }),
);

/** And as much as makes it leave out as much as it can. */
const tooBig = fakeReview(
  ...Array.from({ length: 300 }, (_, index): Fake => {
    const vars = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`VAR_${at}`, "é|".repeat(500)]));
    return { op: "create", type: "ConfigVars", name: `site-${index}`, after: { vars } };
  }),
);

const failed = {
  stack: "production",
  errors: [
    'error: Pulumi.production.yaml has 2 wrong lines:\nformation.web.size: "standard-3x" is not a dyno size; use one of eco, basic, standard-1x, standard-2x, performance-m\naddOns.database: "heroku-postgresql:standard-00" is not a plan',
    ...HOSTILE,
  ],
};

/** Comments of every kind, by what is special about them, and the reviews that they are made of. */
export const COMMENTS = {
  "a small change": { reviews: [small], text: comment([small]) },
  "everything created": { reviews: [created], text: comment([created]) },
  "a replacement that loses data": {
    reviews: [replaced],
    text: comment([replaced], ["staging: downtime: Nobody reaches the app from then on."]),
  },
  "long names and values": { reviews: [long], text: comment([long]) },
  "hostile names and values": { reviews: [hostile], text: comment([hostile]) },
  "a failed preview": { reviews: [], text: comment([failed]) },
  "several stacks": { reviews: [small, created], text: comment([small, failed, created, drifted]) },
  "the biggest that fits": { reviews: [biggest], text: comment([biggest]) },
  "more than fits": { reviews: [tooBig, small], text: comment([tooBig, small]) },
} satisfies Record<string, { reviews: StackReview[]; text: string }>;
