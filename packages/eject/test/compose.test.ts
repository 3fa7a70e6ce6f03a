import { composeSchema } from "@consumer-notebook/toolchain";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { filesOf } from "../index.ts";
import { whole } from "./environment.ts";

interface Service {
  image: string;
  environment: Record<string, string>;
  command: string[];
  ports?: string[];
  profiles?: string[];
  restart?: string;
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, object>;
}

const files = filesOf(whole);
const compose = parse(files["compose.yaml"] ?? "") as Compose;

test("it is a Compose file as the specification has it", async () => {
  const { $schema, ...schema } = (await composeSchema()) as Record<string, unknown>;
  expect($schema).toMatch(/draft-07/);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ services: { web: { comand: "x" } } })).toBe(false);
});

test("it has the same processes, and a service of a pinned major version for each add-on that can have one", () => {
  const { web, redis, ...services } = compose.services;
  expect(web).toMatchObject({
    image: `\${IMAGE?image of the code}`,
    command: ["gunicorn --bind :$$PORT shop"],
    ports: ["8000"],
    deploy: { replicas: 2 },
    depends_on: ["database", "redis-service", "cache", "documents"],
  });
  // A process type may be called as an add-on is.
  expect(redis).toMatchObject({ command: ["redis"], deploy: { replicas: 0 } });
  const others = Object.entries(services).filter(([, { profiles }]) => !profiles);
  expect(others.map(([name, { image }]) => [name, image])).toEqual([
    ["database", "postgres:17"],
    ["redis-service", "redis:7"],
    ["cache", "memcached:1"],
    ["documents", "mongo:7"],
  ]);
  expect(Object.keys(compose.volumes)).toEqual(["database", "redis-service", "documents"]);
});

test("a key-value store does there what was set of it", () => {
  const { command = [] } = compose.services["redis-service"] ?? {};
  const set = ["--maxmemory-policy", "volatile-lru", "--timeout", "0", "--notify-keyspace-events", "K$$x"];
  expect(command.slice(-set.length)).toEqual(set);
});

test("each job is a service that runs only when it is called, with the code and its config vars", () => {
  const { web } = compose.services;
  const jobs = Object.entries(compose.services).filter(([, { profiles }]) => profiles);
  expect(jobs.map(([name, { command }]) => [name, command])).toEqual([
    ["migrate", [`python manage.py migrate --note "costs $$5"`]],
    // A job may be called as a process type is.
    ["redis-job", ["python manage.py fill"]],
    ["import", ["python manage.py import"]],
  ]);
  for (const [, { restart, ...job }] of jobs) {
    expect(job).toMatchObject({ profiles: ["jobs"], image: web?.image, environment: web?.environment });
    expect(restart).toBeUndefined();
  }
  expect(files["compose.yaml"]).toContain("docker compose --env-file .env run --rm NAME");
});

test("it has every config var: open ones as they are, those of services leading there, all others from the environment", () => {
  const from = (name: string, what: string) => `\${${name}?${what}}`;
  const { environment } = compose.services.web ?? {};
  const { PATH, "with.dot": _with, with_dot: _dot, ...others } = environment ?? {};
  expect(PATH).toBe(from("CONFIG_PATH", "config var PATH"));
  expect(others).toEqual({
    PORT: "8000",
    MOTTO: `it's "$$5" & \`more\``,
    DEBUG: "0",
    S3_KEY: from("S3_KEY", "config var S3_KEY"),
    // One user, whichever credential it is at Heroku.
    ...Object.fromEntries(
      ["DATABASE_URL", "DATABASE_READONLY_URL", "LEDGER_URL"].map((key) => [
        key,
        `postgres://app:${from("DATABASE_PASSWORD", "password")}@database:5432/app`,
      ]),
    ),
    REDIS_URL: `redis://:${from("REDIS_PASSWORD", "password")}@redis-service:6379/0`,
    MEMCACHIER_SERVERS: "cache:11211",
    MEMCACHIER_USERNAME: "",
    MEMCACHIER_PASSWORD: "",
    ORMONGO_URL: `mongodb://app:${from("DOCUMENTS_PASSWORD", "password")}@documents:27017/app?authSource=admin`,
    SENDGRID_PASSWORD: from("SENDGRID_PASSWORD", "config var SENDGRID_PASSWORD of sendgrid:starter"),
    SENDGRID_USERNAME: from("SENDGRID_USERNAME", "config var SENDGRID_USERNAME of sendgrid:starter"),
  });
});

test("env.example names every variable that compose.yaml and create.sh ask for", () => {
  const asked = [files["compose.yaml"], files["create.sh"]].flatMap((text) =>
    [...(text ?? "").matchAll(/\$\{(\w+)\?/g)].map(([, name]) => name),
  );
  const named = [...(files["env.example"] ?? "").matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...new Set(asked)].sort());
});
