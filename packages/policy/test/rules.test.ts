import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Resource } from "../resource.ts";
import { rules } from "../rules/index.ts";
import { production, resource, soundStack, withChange, without } from "./sound-stack.ts";

/** What the rules find: `{ "web-runs-twice": ["App shop: …"] }`. */
const found = (stack: Resource[], expected = production) =>
  Object.fromEntries(
    rules.flatMap((rule) => {
      const violations = rule.check(stack, expected);
      return violations.length === 0 ? [] : [[rule.name, violations.map((each) => `${each.subject}: ${each.message}`)]];
    }),
  );

const processes = (web: object) => ({ props: { processes: { web } } });
const plan = (name: string) => ({ props: { plan: name }, protect: true });

const BREAKS: [what: string, stack: Resource[], found: Record<string, RegExp[]>][] = [
  [
    "one web dyno",
    withChange("Formation shop", processes({ quantity: 1, size: "standard-1x" })),
    { "web-runs-twice": [/^Formation shop: web.quantity is 1; set it to 2 or more/] },
  ],
  [
    "one web dyno where Heroku scales",
    withChange("Formation shop", processes({ autoscaling: { minimum: 1, maximum: 4 }, size: "performance-m" })),
    { "web-runs-twice": [/^Formation shop: web.autoscaling.minimum is 1; set it to 2 or more/] },
  ],
  [
    "web dynos that sleep",
    withChange("Formation shop", processes({ quantity: 1, size: "eco" })),
    {
      "web-runs-twice": [
        /^Formation shop: web.quantity is 1/,
        /^Formation shop: web.size "eco" sleeps .* use standard-1x/,
      ],
    },
  ],
  [
    "no web dynos",
    withChange("Formation shop", { props: { processes: { worker: { quantity: 2, size: "standard-1x" } } } }),
    { "web-runs-twice": [/^App shop: it has no web dynos; declare a Formation/] },
  ],
  [
    "a small database",
    withChange("AddOn database", plan("heroku-postgresql:essential-2")),
    {
      "database-plan": [
        /^AddOn database: plan "heroku-postgresql:essential-2" can't be .* use heroku-postgresql:standard-0/,
      ],
    },
  ],
  [
    "a database that nothing backs up",
    without("PostgresBackupSchedule database"),
    { "database-plan": [/^AddOn database: nothing backs it up; declare a PostgresBackupSchedule/] },
  ],
  [
    "a second database whose backups are the first one's",
    withChange("AddOn other", plan("heroku-postgresql:premium-0")),
    { "database-plan": [/^AddOn other: nothing backs it up/] },
  ],
  [
    "nothing in a database that follows another one, which is backed up",
    withChange("AddOn other", { props: { plan: "heroku-postgresql:premium-0", follow: "leader-id" }, protect: true }),
    {},
  ],
  [
    "a domain without a certificate",
    without("AutomaticCertificates shop"),
    { certificates: [/^Domain www: it has no certificate; declare AutomaticCertificates .* sniEndpoint/] },
  ],
  [
    "a wildcard, for which Heroku gets no certificate",
    withChange("Domain www", { props: { hostname: "*.example.com" } }),
    { certificates: [/^Domain www: it has no certificate; give it an sniEndpoint, .* or name each host instead/] },
  ],
  ["no preboot", without("AppFeature preboot"), { preboot: [/^App shop: .* declare AppFeature "preboot"/] }],
  [
    "preboot that is switched off",
    withChange("AppFeature preboot", { props: { name: "preboot", enabled: false } }),
    { preboot: [/^App shop/] },
  ],
  [
    "no log drain",
    without("LogDrain logs"),
    { "log-drain": [/^App shop: its log is kept nowhere; declare a LogDrain/] },
  ],
  [
    "a database that may be deleted",
    withChange("AddOn database", { protect: false }),
    { "data-is-protected": [/^AddOn database: "heroku-postgresql:standard-0" holds data .* protect: true/] },
  ],
  [
    "a secret in clear",
    withChange("ConfigVars shop", { props: { vars: { API_TOKEN: "do-not-tell" } } }),
    { "no-clear-secrets": [/^ConfigVars shop API_TOKEN: its name is that of a secret; move it to secretVars/] },
  ],
  [
    "a secret in a job's command",
    withChange("OneOffJob migrate", { props: { command: "createadmin --password do-not-tell" } }),
    {
      "no-clear-secrets": [
        /^OneOffJob migrate command: a word's name is that of a secret; have the command read it from a config var/,
      ],
    },
  ],
  [
    "too high a price",
    withChange("AddOn search", { props: { plan: "bonsai:staging", monthlyCents: 10_050 }, protect: true }),
    {
      "cost-ceiling": [
        /^stack: it costs \$200\.50 a month, \$0\.50 more .*AddOn search \$100\.50.* raise maxMonthlyDollars/,
      ],
    },
  ],
  [
    "an app of another environment",
    withChange("App shop", { props: { name: "shop-staging" } }),
    { "app-names": [/^App shop: name "shop-staging" is none of this environment, which are shop;.*Rename/] },
  ],
  [
    "an app at another stage",
    withChange("PipelineCoupling shop", { props: { stage: "staging" } }),
    { "pipeline-stages": [/^PipelineCoupling shop: stage "staging" is not .* couple it at production/] },
  ],
];

test("no rule finds anything in a sound stack, nor in one of other providers' resources", () => {
  expect(found(soundStack())).toEqual({});
  expect(found([resource("aws:s3/bucket:Bucket pictures", { props: { name: "x", monthlyCents: 1 } })])).toEqual({});
});

describe("finds only", () => {
  test.each(BREAKS)("%s", (_what, stack, expected) => {
    const all = found(stack);
    expect(Object.keys(all)).toEqual(Object.keys(expected));
    for (const [rule, patterns] of Object.entries(expected))
      expect(all[rule]).toEqual(patterns.map((pattern) => expect.stringMatching(pattern)));
  });

  test("each rule at least once", () => {
    const tried = new Set(BREAKS.flatMap(([, , expected]) => Object.keys(expected)));
    expect([...tried].sort()).toEqual(rules.map(({ name }) => name).sort());
  });
});

test("what is not known before an update breaks no rule", () => {
  const unknown = soundStack().map((each) => ({ ...each, props: each.noun === "Formation" ? each.props : {} }));
  expect(Object.keys(found(unknown))).toEqual(["preboot"]);
});

test("a domain with an SNI endpoint of its own needs no automatic certificate, even before the endpoint is made", () => {
  const stack = without("AutomaticCertificates shop").filter(({ noun }) => noun !== "Domain");
  const own = resource("Domain own", { props: { sniEndpoint: "0c8f" } });
  const planned = resource("Domain planned", { uses: { app: ["App shop"], sniEndpoint: ["SniEndpoint shop"] } });
  expect(found([...stack, own, planned])).toEqual({});
});

test("of two apps each answers for itself; what names its app by a plain id belongs to the only one", () => {
  const second = resource("App other", { props: { name: "shop" }, uses: {} });
  const two = found([...soundStack(), second]);
  expect(Object.keys(two)).toEqual(["web-runs-twice", "preboot", "log-drain"]);
  expect(Object.values(two).flat()).toEqual(Array(3).fill(expect.stringMatching(/^App other: /)));
  expect(found(soundStack().map((each) => ({ ...each, uses: {} })))).toEqual({});
});

test("whatever a resource holds, no rule fails on it", () => {
  const nouns = [...new Set(soundStack().map(({ noun }) => noun))];
  const names = [
    "name",
    "plan",
    "processes",
    "vars",
    "hostname",
    "stage",
    "monthlyCents",
    "sniEndpoint",
    "enabled",
    "command",
  ];
  const props = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.jsonValue(), fc.record({ web: fc.jsonValue() })));
  const odd = fc.record({ noun: fc.constantFrom(...nouns), props, protect: fc.boolean() });
  const isJudged = (each: Pick<Resource, "noun" | "props" | "protect">) => {
    found(soundStack().map((sound) => (sound.noun === each.noun ? { ...sound, ...each } : sound)));
  };
  fc.assert(fc.property(odd, isJudged), { seed: 2012 });
});
