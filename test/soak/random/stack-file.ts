import fc from "fast-check";
import { STRANGE } from "./texts.ts";

/** A stack file's config: its keys without the project's name, its secrets by name only. */
export type Config = Record<string, unknown>;

const quantity = (max: number) => fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max }));
const dynos = (sizes: readonly string[], max: number) =>
  fc.record({ quantity: quantity(max), size: fc.constantFrom(...sizes) });
const formationOf = (sizes: readonly string[], max: number) =>
  fc.record({ web: dynos(sizes, max), worker: dynos(sizes, max) }, { requiredKeys: [] });

/** Sizes that go together, as many of each as Heroku lets run. */
const formation = fc.oneof(
  { weight: 2, arbitrary: formationOf(["basic"], 1) },
  { weight: 3, arbitrary: formationOf(["standard-1x", "standard-2x", "performance-m"], 10) },
  { weight: 1, arbitrary: formationOf(["eco"], 1) },
  { weight: 1, arbitrary: formationOf(["standard-1x"], 50) },
);

const plans = {
  database: ["essential-0", "essential-1", "standard-0", "premium-0"],
  redis: ["mini", "premium-0"],
  cache: ["dev", "100"],
  documents: ["2-mmap", "5-mmap"],
  mail: ["starter", "bronze"],
  errors: ["f1", "s1-50k"],
  performance: ["wayne", "hawke"],
  logs: ["choklad", "fixa"],
};
const services = {
  database: "heroku-postgresql",
  redis: "heroku-redis",
  cache: "memcachier",
  documents: "ormongo",
  mail: "sendgrid",
  errors: "sentry",
  performance: "newrelic",
  logs: "papertrail",
};
type Key = keyof typeof plans;

const addOns = fc.record(
  Object.fromEntries(
    (Object.keys(plans) as Key[]).map((key) => [
      key,
      fc.constantFrom(...plans[key]).map((plan) => `${services[key]}:${plan}`),
    ]),
  ),
  { requiredKeys: [] },
);

const varName = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/) },
  { weight: 1, arbitrary: fc.constantFrom("prototype", "then", "A", "_", "PORT", "n", "yes", "null") },
);

/** What a config var can hold: no NUL, as no environment can, and whole characters. */
const varText = fc
  .oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      ...STRANGE,
      "1_000",
      "0o17",
      "12:30:45",
      "2020-01-01",
      "<<",
      "&a",
      "*a",
      "!!js/function",
      "a: b",
      "# no",
      "- a",
      "|",
      "%TAG",
    ),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("x".repeat(20_000), "line\n".repeat(500), "\ttab", "trailing ", "\r\n"),
  )
  .map((text) => text.replaceAll("\0", "").toWellFormed());

const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9-]{0,20}[a-z0-9])?$/);
const hostname = fc.oneof(
  fc.tuple(label, label).map(([one, other]) => `${one}.${other}.com`),
  fc.constantFrom(
    "xn--bcher-kva.example",
    "xn--80ak6aa92e.com",
    `${"a".repeat(63)}.example.com`,
    "1.2.3.example",
    "_dmarc.example.org",
  ),
);

const job = fc.record(
  {
    command: fc.constantFrom("true", "echo 'it''s done'", "python manage.py migrate --noinput"),
    run: fc.constantFrom("1", "2026-11", "é"),
  },
  { requiredKeys: ["command"] },
);

/** Secrets that a stack file may name; the trial puts in their values. */
export const SECRETS = ["DJANGO_SECRET_KEY", "S3_KEY", "S3_SECRET"];
export const DRAIN = "LOG_DRAIN_URL";

/** A stack file of staging's kind that says nothing wrong. */
export const validConfig: fc.Arbitrary<Config> = fc
  .record({
    app: fc.record(
      {
        name: fc.stringMatching(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/),
        region: fc.constantFrom("us", "eu"),
        stack: fc.constantFrom("heroku-22", "heroku-24"),
        buildpacks: fc.constantFrom(["heroku/python"], []),
        maintenance: fc.boolean(),
        team: fc.constant("crew"),
      },
      { requiredKeys: ["name"] },
    ),
    formation,
    addOns,
    backup: fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      timezone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata"),
    }),
    vars: fc.dictionary(varName, varText, { maxKeys: 8, noNullPrototype: true }),
    secretVars: fc.subarray(SECRETS),
    logDrains: fc.subarray([DRAIN]),
    domains: fc.uniqueArray(hostname, { maxLength: 5 }),
    features: fc.subarray(["preboot", "runtime-dyno-metadata"]),
    pipeline: fc.option(fc.stringMatching(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/), { nil: undefined }),
    jobs: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), job, { maxKeys: 2, noNullPrototype: true }),
    reader: fc.boolean(),
  })
  .map(({ reader, backup, pipeline, ...config }) =>
    fitting({ ...config, build: "examples/site", protectData: false }, { reader, backup, pipeline }),
  )
  .filter(({ vars }) => sizeOf(vars as Record<string, string>) < 60_000);

const sizeOf = (vars: Record<string, string>) => Buffer.byteLength(Object.entries(vars).flat().join(""));

/** Leaves out what does not go with the rest. */
function fitting(
  config: Config,
  { reader, backup, pipeline }: { reader: boolean; backup: unknown; pipeline: unknown },
): Config {
  const { database } = config.addOns as Record<string, string>;
  const sizes = Object.values(config.formation as Record<string, { size: string }>).map(({ size }) => size);
  const { web, worker } = config.formation as Record<string, { quantity: number; size: string } | undefined>;
  const isSmall = web === undefined || sizes.some((size) => size === "basic" || size === "eco");
  const needsWeb = web === undefined && worker !== undefined && worker.size !== "basic";
  const features = (config.features as string[]).filter((name) => name !== "preboot" || !isSmall);
  const hasReader = reader && database !== undefined && !database.includes(":essential-");
  return {
    ...config,
    formation: needsWeb ? { web: { quantity: 0, size: worker.size }, worker } : config.formation,
    features,
    ...(sizes.includes("eco") ? { domains: [] } : {}),
    ...(database === undefined ? {} : { backup }),
    ...(hasReader ? { credentials: { reader: { rotation: "1", attachment: "DATABASE_READER" } } } : {}),
    ...(pipeline === undefined ? {} : { pipeline }),
  };
}
