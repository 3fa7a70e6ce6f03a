import type { AddOn } from "../add-ons.ts";
import type { Environment } from "../environment.ts";

const plain: Pick<AddOn, "config" | "credentials" | "attachments" | "pools" | "links" | "followers"> = {
  config: {},
  credentials: [],
  attachments: [],
  pools: [],
  links: [],
  followers: [],
};

/** An environment that has everything, and words that a shell or Compose would read as something else. */
export const whole: Environment = {
  app: {
    name: "shop",
    region: "eu",
    stack: "heroku-24",
    team: "the-team",
    buildpacks: ["heroku/nodejs", "heroku/python"],
    maintenance: true,
  },
  vars: { MOTTO: `it's "$5" & \`more\``, DEBUG: "0" },
  secretVars: ["PATH", "S3_KEY", "with.dot", "with_dot"],
  addOns: [
    {
      key: "database",
      plan: "heroku-postgresql:standard-0",
      attachment: "DATABASE",
      config: { version: "17", password: undefined },
      configVars: ["DATABASE_URL", "DATABASE_READONLY_URL", "LEDGER_URL"],
      backup: { hour: 3, timezone: "Europe/Berlin", attachment: "DATABASE_URL" },
      credentials: ["readonly", "writer"],
      attachments: [{ name: "DATABASE_READONLY", credential: "readonly" }, { name: "LEDGER" }],
      pools: ["DATABASE_CONNECTION_POOL"],
      window: { day: "tuesday", time: "02:30" },
      links: [{ name: "archive", remote: "ARCHIVE" }],
      followers: [{ plan: "heroku-postgresql:standard-2", attachment: "FOLLOWER" }],
    },
    {
      key: "redis",
      plan: "heroku-redis:premium-0",
      ...plain,
      attachment: "REDIS",
      configVars: ["REDIS_URL"],
      store: {
        maxmemoryPolicy: "volatile-lru",
        timeout: 0,
        notifyKeyspaceEvents: "K$x",
        window: { day: "sunday", time: "02:30" },
      },
    },
    {
      key: "cache",
      plan: "memcachier:dev",
      ...plain,
      configVars: ["MEMCACHIER_PASSWORD", "MEMCACHIER_SERVERS", "MEMCACHIER_USERNAME"],
    },
    { key: "documents", plan: "ormongo:2-mmap", ...plain, configVars: ["ORMONGO_URL"] },
    { key: "mail", plan: "sendgrid:starter", ...plain, configVars: ["SENDGRID_PASSWORD", "SENDGRID_USERNAME"] },
  ],
  formation: {
    web: {
      quantity: 0,
      size: "performance-m",
      autoscaling: { minimum: 2, maximum: 6, responseTime: 500, notify: true },
    },
    redis: { quantity: 0, size: "standard-1x" },
  },
  commands: { web: "gunicorn --bind :$PORT shop" },
  domains: ["shop.example.com"],
  automaticCertificates: true,
  features: [
    { name: "preboot", enabled: true },
    { name: "http-session-affinity", enabled: false },
  ],
  drains: ["LOG_DRAIN_URL"],
  pipeline: { name: "line", stage: "production", isOwn: false },
  promotedFrom: "shop-staging",
  jobs: [
    {
      key: "migrate",
      command: `python manage.py migrate --note "costs $5"`,
      size: "standard-2x",
      isForEachRelease: true,
    },
    { key: "redis", command: "python manage.py fill", isForEachRelease: true },
    { key: "import", command: "python manage.py import", isForEachRelease: false },
  ],
  further: ["SniEndpoint shop-own"],
};
