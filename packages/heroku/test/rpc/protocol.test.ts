import { readFileSync } from "node:fs";
import type { ServiceError } from "@grpc/grpc-js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secret } from "../../define/values.ts";
import { resources } from "../../generated/registry.ts";
import { grpc, provider as proto } from "../../rpc/proto.ts";
import { encode } from "../../rpc/values.ts";
import { plainObject } from "../define/plain.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("the schema is the generated one", async () => {
  const generated = readFileSync(new URL("../../generated/schema.json", import.meta.url), "utf8");
  expect(await world.engine.schema()).toBe(generated);
});

describe("what is not there", () => {
  test("a resource type is named, with those that are", async () => {
    const { engine } = world;
    await expect(engine.check(engine.urn("Ap"), {})).rejects.toThrow(
      /^heroku:index:Ap is not a resource of this provider; its resources are .*heroku:index:App/,
    );
  });

  test("a function is named, with those that are", async () => {
    await expect(world.engine.invoke("getApps", {})).rejects.toThrow(
      /^heroku:index:getApps is not a function of this provider; its functions are .*heroku:index:getApp/,
    );
  });

  test("a type under a component is found by its own name", async () => {
    const urn = "urn:pulumi:staging::project::components:index:HerokuApp$heroku:index:App::web";
    expect((await world.engine.check(urn, { name: "example" })).failures).toEqual([]);
  });
});

describe("look-ups", () => {
  test("tell wrong arguments all at once", async () => {
    expect(await world.engine.invoke("getApp", { nam: "example" })).toEqual({
      outputs: {},
      failures: ["name: is missing; it takes a text", 'nam: is not known here; did you mean "name"?'],
    });
  });

  test("answer what they find", async () => {
    await world.api("POST", "/apps", { name: "looked-up" });
    const { outputs, failures } = await world.engine.invoke("getApp", { name: "looked-up" });
    expect(failures).toEqual([]);
    expect(outputs).toMatchObject({ name: "looked-up", region: "us" });
  });
});

type Method = "check" | "diff" | "create" | "update" | "read" | "delete" | "invoke" | "checkConfig" | "diffConfig";

/** Whatever is sent, an answer comes back or an error of gRPC; this resolves with either. */
const sent = (method: Method, request: object): Promise<{ error?: ServiceError; reply?: unknown }> =>
  new Promise((done) => {
    const call = world.engine.client[method].bind(world.engine.client) as unknown as (
      request: object,
      callback: (error: ServiceError | null, reply: unknown) => void,
    ) => void;
    call(request, (error, reply) => done(error ? { error } : { reply }));
  });

/** An error that the provider gives by itself: not a connection that broke, and not a bug. */
const expectOfOurs = (error: ServiceError | undefined) => {
  if (error)
    expect([error.code, error.details]).toEqual([grpc.status.UNKNOWN, expect.stringMatching(/\[heroku:.*\]$/)]);
};

describe("messages that no engine would send", () => {
  const urns = fc.oneof(
    fc.constantFrom(...Object.keys(resources).map((type) => `urn:pulumi:s::p::${type}::n`)),
    fc.string(),
  );

  test("Check answers each with failures or with an error, never with a broken connection", async () => {
    await fc.assert(
      fc.asyncProperty(urns, plainObject, plainObject, async (urn, news, olds) => {
        const request = new proto.CheckRequest();
        request.setUrn(urn);
        request.setNews(encode(news));
        request.setOlds(encode(olds));
        const { error, reply } = await sent("check", request);
        expect(error === undefined).toBe(reply !== undefined);
        expectOfOurs(error);
      }),
      { numRuns: 150 },
    );
    expect((await world.engine.check(world.engine.urn("App"), { name: "still-there" })).failures).toEqual([]);
  });

  test("Diff of any two inputs that Check let pass is an answer", async () => {
    await fc.assert(
      fc.asyncProperty(urns, plainObject, plainObject, async (urn, news, olds) => {
        const request = new proto.DiffRequest();
        request.setUrn(urn);
        request.setNews(encode(news));
        request.setOldInputs(encode(olds));
        const { error } = await sent("diff", request);
        expectOfOurs(error);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["check", new proto.CheckRequest()],
    ["diff", new proto.DiffRequest()],
    ["create", new proto.CreateRequest()],
    ["update", new proto.UpdateRequest()],
    ["read", new proto.ReadRequest()],
    ["delete", new proto.DeleteRequest()],
    ["invoke", new proto.InvokeRequest()],
  ] as const)("an empty %s is an error that says what was wrong", async (method, request) => {
    const { error } = await sent(method, request);
    expect(error?.details).toMatch(/is not a (resource|function) of this provider.*\[heroku:wrong-inputs\]$/);
  });

  test.each([
    ["a text", [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ["a message within it", [0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ["a map's entry", [0x1a, 0x06, 0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])("one that says that %s is longer than all of it is refused at once", (_what, bytes) => {
    expect(() => proto.CheckRequest.deserializeBinary(new Uint8Array(bytes))).toThrow(/Invalid byte length|Assertion/);
  });

  test("a Create of what no Check has let pass is refused", async () => {
    const request = new proto.CreateRequest();
    request.setUrn(world.engine.urn("AddOn"));
    request.setProperties(encode({ app: "01234567-89ab-cdef-0123-456789abcdef", plan: ["heroku-redis:mini"] }));
    const { error } = await sent("create", request);
    expect(error?.details).toBe('plan: ["heroku-redis:mini"] is not a text [heroku:wrong-inputs]');
  });

  test.each([1e9, Number.POSITIVE_INFINITY])("a time limit of %d seconds is not over at once", async (seconds) => {
    const { engine } = world;
    const made = await engine.create(
      engine.urn("Pipeline"),
      { name: `limit-${String(seconds).toLowerCase()}` },
      seconds,
    );
    expect(made.id).not.toBe("");
  });

  test("a look-up that fails tells no secret among its arguments", async () => {
    const failed = world.engine.invoke("getApp", { name: secret("not-to-be-read") });
    await expect(failed).rejects.toThrow(/\[secret\]/);
    await expect(failed).rejects.not.toThrow(/not-to-be-read/);
  });

  test("an empty CheckConfig and DiffConfig are fine", async () => {
    expect(await sent("checkConfig", new proto.CheckRequest())).toHaveProperty("reply");
    expect(await sent("diffConfig", new proto.DiffRequest())).toHaveProperty("reply");
  });
});
