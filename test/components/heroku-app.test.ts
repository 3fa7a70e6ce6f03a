import { secret } from "@pulumi/pulumi/output.js";
import { describe, expect, test } from "vitest";
import { HerokuApp, type HerokuAppArgs } from "../../components/heroku-app.ts";
import { declaredBy } from "../support/declared.ts";
import { value } from "../support/value.ts";

const SMALL: HerokuAppArgs = { name: "example-shop", formation: { web: { quantity: 1, size: "basic" } } };

const WHOLE: HerokuAppArgs = {
  name: "example-shop",
  vars: { LOG_LEVEL: "info" },
  secretVars: { API_KEY: secret("canary") },
  addOns: {
    database: { plan: "heroku-postgresql:standard-0", attachment: "DATABASE", backup: { hour: 3 } },
    cache: { plan: "memcachier:100" },
  },
  build: "shop",
  formation: { web: { quantity: 2, size: "standard-1x" }, worker: { quantity: 1, size: "standard-2x" } },
  domains: ["shop.example.com", "www.example.com"],
  features: ["preboot"],
  logDrains: { archive: secret("https://logs.example.com") },
};

const declare = (args: HerokuAppArgs) => declaredBy(() => new HerokuApp("shop", args));

test("an app needs no more than a name and a formation", async () => {
  const { declared } = await declare(SMALL);
  expect([...declared.keys()]).toEqual(["component HerokuApp shop", "App shop", "ConfigVars shop", "Formation shop"]);
});

test("each part waits for what it needs, and for nothing else", async () => {
  const { declared } = await declare(WHOLE);
  const order = Object.fromEntries([...declared.values()].map(({ name, after }) => [name, after.join(", ")]));
  expect(order).toEqual({
    "component HerokuApp shop": "",
    "App shop": "",
    "ConfigVars shop": "App shop",
    "AddOn shop-database": "App shop",
    "AddOn shop-cache": "App shop",
    "PostgresBackupSchedule shop-database": "AddOn shop-database",
    "Build shop": "AddOn shop-cache, AddOn shop-database, App shop, ConfigVars shop",
    "Formation shop": "App shop, Build shop",
    "Domain shop-shop.example.com": "App shop",
    "Domain shop-www.example.com": "App shop",
    "AutomaticCertificates shop": "App shop, Domain shop-shop.example.com, Domain shop-www.example.com, Formation shop",
    "AppFeature shop-preboot": "App shop, Formation shop",
    "LogDrain shop-archive": "App shop",
  });
});

test("every part belongs to the component, and none is forgotten before it is deleted", async () => {
  const { declared } = await declare(WHOLE);
  const parts = [...declared.values()].filter(({ name }) => name !== "component HerokuApp shop");
  expect(new Set(parts.map(({ parent }) => parent))).toEqual(new Set(["component HerokuApp shop"]));
  expect(new Set(parts.map(({ deletedWith }) => deletedWith))).toEqual(new Set([undefined]));
});

test("the parts say what the arguments say, and secrets stay secret", async () => {
  const { declared } = await declare(WHOLE);
  expect(declared.get("ConfigVars shop")?.inputs).toEqual({
    app: "<App shop>",
    vars: { LOG_LEVEL: "info" },
    secretVars: { API_KEY: "secret(canary)" },
  });
  expect(declared.get("LogDrain shop-archive")?.inputs.url).toBe("secret(https://logs.example.com)");
  expect(declared.get("AddOn shop-database")?.inputs).toEqual({
    app: "<App shop>",
    plan: "heroku-postgresql:standard-0",
    attachment: "DATABASE",
  });
  expect(declared.get("PostgresBackupSchedule shop-database")?.inputs).toEqual({
    addOn: "<AddOn shop-database>",
    hour: 3,
  });
});

test("two apps in one stack don't clash", async () => {
  const { declared } = await declaredBy(() => [new HerokuApp("shop", WHOLE), new HerokuApp("office", WHOLE)]);
  const one = [...declared.keys()].filter((name) => / shop/.test(name));
  expect(declared.size).toBe(2 * one.length);
});

describe("a promotion", () => {
  const membership = { pipeline: "pipeline-id", stage: "production" } as const;

  test("needs the app in the pipeline, and the dynos wait for it", async () => {
    const promotes = { app: "staging-id", release: 12 };
    const { declared, result } = await declare({ ...SMALL, membership: { ...membership, promotes } });
    const promotion = declared.get("Promotion shop");
    expect(promotion?.after).toEqual(["App shop", "ConfigVars shop", "PipelineCoupling shop"]);
    expect(promotion?.inputs).toEqual({
      pipeline: "pipeline-id",
      source: "staging-id",
      target: "<App shop>",
      version: 12,
    });
    expect(declared.get("Formation shop")?.after).toContain("Promotion shop");
    expect(await value(result.release)).toBe(7);
  });

  test("that is left out leaves the app coupled, and its code to others", async () => {
    const { declared, result } = await declare({ ...SMALL, membership });
    expect([...declared.keys()]).toContain("PipelineCoupling shop");
    expect([...declared.keys()]).not.toContain("Promotion shop");
    expect(result.release).toBeUndefined();
  });

  test("that is left out leaves room for a build", async () => {
    const { declared, result } = await declare({ ...SMALL, membership, build: "shop" });
    expect([...declared.keys()]).toEqual(expect.arrayContaining(["PipelineCoupling shop", "Build shop"]));
    expect(await value(result.release)).toBe(20);
  });
});

test("certificates of one's own take the place of automatic ones", async () => {
  const { declared } = await declare({ ...WHOLE, automaticCertificates: false });
  expect([...declared.keys()]).toContain("Domain shop-shop.example.com");
  expect([...declared.keys()]).not.toContain("AutomaticCertificates shop");
});

test("costs are told line by line, and add up", async () => {
  const { result } = await declare(WHOLE);
  const { database, cache, formation, ...others } = result.monthlyCostByLine;
  expect(others).toEqual({});
  expect([await value(database), await value(cache), await value(formation)]).toEqual(["$50.00", "$15.00", "$100.00"]);
  expect(await value(result.monthlyCost)).toBe("$165.00");
});

test("DNS targets, address and release are told", async () => {
  const { result } = await declare(WHOLE);
  expect(await value(result.dnsTargets)).toEqual({
    "shop.example.com": "shop.example.com.example.net",
    "www.example.com": "www.example.com.example.net",
  });
  expect(await value(result.webUrl)).toBe("https://example-shop.example.com/");
  expect(await value(result.appId)).toBe("<App shop>");
  expect(await value(result.release)).toBe(20);
});

describe("add-ons that hold data", () => {
  const addOns = { database: { plan: "heroku-postgresql:standard-0" }, cache: { plan: "memcachier:100" } };

  async function guarded(args: Partial<HerokuAppArgs>) {
    const { declared } = await declare({ ...SMALL, ...args });
    return [...declared.values()].filter(({ protect }) => protect).map(({ name }) => name);
  }

  test("are protected, others are not", async () => {
    expect(await guarded({ addOns })).toEqual(["AddOn shop-database"]);
  });

  test("are not where the app says so", async () => {
    expect(await guarded({ addOns, protectData: false })).toEqual([]);
  });

  test("each add-on has the last word", async () => {
    const { database, cache } = addOns;
    const other = { database: { ...database, protect: false }, cache: { ...cache, protect: true } };
    expect(await guarded({ addOns: other })).toEqual(["AddOn shop-cache"]);
  });
});

test("a part whose key was renamed keeps what it had under its former name, and no other part has one", async () => {
  const { declared } = await declare({ ...WHOLE, aliases: { "shop-cache": "shop-redis" } });
  const aliased = [...declared.values()].filter(({ aliases }) => aliases.length > 0);
  expect(aliased.map(({ name, aliases }) => [name, aliases])).toEqual([["AddOn shop-cache", ["shop-redis"]]]);
});
