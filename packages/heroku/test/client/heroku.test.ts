import { describe, expect, test } from "vitest";
import { z } from "zod";
import { HerokuFailure, Refused } from "../../define/errors.ts";
import { operateOn } from "./operation.ts";
import { json, nobody, startServer } from "./server.ts";

const Named = z.object({ name: z.string() });
const write = { doing: "rename it", body: {}, answer: z.unknown() };

const refuse = (status: number) => (response: Parameters<typeof json>[0]) =>
  json(response, { id: "an_id", message: "No" }, status);

describe("an object", () => {
  test("is asked for once by all who want it", async () => {
    const { heroku, seen } = await operateOn((response) => json(response, { name: "a" }));
    const answers = await Promise.all([heroku.get("/apps/a", Named), heroku.find("/apps/a", Named)]);
    expect(answers).toEqual([{ name: "a" }, { name: "a" }]);
    expect(seen).toHaveLength(1);
  });

  test("is asked for anew by look, and after a write, even one that failed", async () => {
    const { heroku, seen } = await operateOn((response, { method }, nth) =>
      method === "PATCH" ? refuse(422)(response) : json(response, { name: `a${nth}` }),
    );
    expect(await heroku.get("/apps/a", Named)).toEqual({ name: "a1" });
    expect(await heroku.look("/apps/a", Named)).toEqual({ name: "a2" });
    await expect(heroku.patch("/apps/a", write)).rejects.toBeInstanceOf(Refused);
    expect(await heroku.get("/apps/a", Named)).toEqual({ name: "a4" });
    expect(seen).toHaveLength(4);
  });

  test.each([404, 410])("is gone after %i", async (status) => {
    const { heroku } = await operateOn(refuse(status));
    expect(await heroku.find("/apps/a", Named)).toBeUndefined();
    expect(await heroku.look("/apps/a", Named)).toBeUndefined();
    await heroku.delete("/apps/a", { doing: "delete it" });
    await expect(heroku.get("/apps/a", Named)).rejects.toMatchObject({ status });
  });

  test("is not gone after 403", async () => {
    const { heroku } = await operateOn(refuse(403));
    await expect(heroku.find("/apps/a", Named)).rejects.toMatchObject({ status: 403 });
    await expect(heroku.delete("/apps/a", { doing: "delete it" })).rejects.toMatchObject({ status: 403 });
  });

  test("of another form is a bad answer that names paths and shows no value", async () => {
    const { heroku } = await operateOn((response) => json(response, { name: ["hush"], vars: { KEY: "hush" } }));
    const error = await heroku.get("/apps/a", Named.extend({ id: z.string() })).catch((failure: Error) => failure);
    expect(error).toMatchObject({ code: "bad-answer" });
    expect((error as Error).message).toMatch(/for \/apps\/a does not have the documented form: name, id /);
    expect((error as Error).message).not.toContain("hush");
  });

  test("that several wait for does not fail for all when one of them has waited long enough", async () => {
    const tooLong = Promise.withResolvers<void>();
    const { client, heroku } = await operateOn(async (response, _request, nth) => {
      await tooLong.promise;
      return nth === 1 ? response.destroy() : json(response, { name: "a" });
    });
    const ignored = () => undefined;
    const lines = { say: ignored, note: ignored, warn: ignored, made: ignored, forget: ignored };
    const hasty = client.heroku({ urn: "urn::hasty", type: "AddOn", timeoutMs: 1, ...lines });
    const asked = [hasty.get("/apps/a", Named), heroku.get("/apps/a", Named)];
    await new Promise((done) => hasty.signal.addEventListener("abort", done));
    tooLong.resolve();
    expect(await Promise.all(asked)).toEqual([{ name: "a" }, { name: "a" }]);
    await expect(hasty.look("/apps/a", Named)).rejects.toMatchObject({ code: "took-too-long" });
  });
});

describe("a list", () => {
  test("is all of its pages", async () => {
    const { heroku, seen } = await operateOn((response, { headers }) =>
      headers.range === "id ..; max=1000"
        ? json(response, [{ name: "a" }], 206, { "next-range": "id ]a..; max=1000" })
        : json(response, [{ name: "b" }]),
    );
    expect(await heroku.list("/apps", Named)).toEqual([{ name: "a" }, { name: "b" }]);
    expect(seen.map(({ headers }) => headers.range)).toEqual(["id ..; max=1000", "id ]a..; max=1000"]);
  });

  const bad = (what: string) => ({ code: "bad-answer", message: expect.stringContaining(`the list /apps ${what}`) });

  test("that never ends is given up", async () => {
    const { heroku, seen } = await operateOn((response, _request, nth) =>
      json(response, [], 206, { "next-range": `id ]${nth}..; max=1000` }),
    );
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject(bad("has more than 100 pages"));
    expect(seen).toHaveLength(100);
  });

  test("that begins anew is given up at once", async () => {
    const { heroku, seen } = await operateOn((response) =>
      json(response, [], 206, { "next-range": "id ..; max=1000" }),
    );
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject(bad("names as its next page one that"));
    expect(seen).toHaveLength(1);
  });

  test("whose next page can't be asked for is a bad answer", async () => {
    const { heroku, seen } = await operateOn((response) => json(response, [], 206, { "next-range": "id ]\u00fc.." }));
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject(bad("names a next page that can't be asked for"));
    expect(seen).toHaveLength(1);
  });

  test("whose pages hold more than was asked for is a bad answer", async () => {
    const { heroku } = await operateOn((response) => json(response, Array(1001).fill({ name: "a" })));
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject(bad("has a page of more than 1000 items"));
  });

  test("of more than anybody has is given up before it fills the memory", async () => {
    const item = { name: "a", more: "x".repeat(5 << 20) };
    const { heroku, seen } = await operateOn((response, _request, nth) =>
      json(response, [item], 206, { "next-range": `id ]${nth}..; max=1000` }),
    );
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject(bad("is longer than 32 MiB"));
    expect(seen).toHaveLength(7);
  });

  test("that is none is a bad answer", async () => {
    const { heroku } = await operateOn((response) => json(response, { id: "x" }));
    await expect(heroku.list("/apps", Named)).rejects.toMatchObject({ code: "bad-answer" });
  });

  test("is not what a plain read of the same path has kept: that was its first page only", async () => {
    const { heroku } = await operateOn((response, { headers }) =>
      json(response, headers.range ? [{ name: "a" }, { name: "b" }] : [{ name: "a" }]),
    );
    expect(await heroku.get("/apps", z.array(Named))).toHaveLength(1);
    expect(await heroku.list("/apps", Named)).toHaveLength(2);
  });
});

describe("an archive", () => {
  test("goes up as it is, without the key", async () => {
    const { heroku, address, seen } = await operateOn((response) => response.end());
    await heroku.upload(`${address}/put?signature=1`, new TextEncoder().encode("archive"));
    expect(seen).toMatchObject([{ method: "PUT", path: "/put?signature=1", body: "archive" }]);
    expect(seen[0]?.headers).toMatchObject({ "content-length": "7" });
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
  });

  test.each([
    ["is refused", async () => (await startRefusing()).address, "failed"],
    ["reaches nobody", nobody, "unreachable"],
  ])("that %s is a failure of ours", async (_what, address, code) => {
    const { heroku } = await operateOn(() => undefined);
    await expect(heroku.upload(await address(), new Uint8Array(3))).rejects.toMatchObject({ code });
  });

  test("goes up again where storage fails for a moment", async () => {
    const { heroku, address, seen } = await operateOn((response, _request, nth) =>
      nth === 1 ? response.writeHead(503).end() : response.end(),
    );
    await heroku.upload(`${address}/put`, new TextEncoder().encode("archive"));
    expect(seen.map(({ body }) => body)).toEqual(["archive", "archive"]);
  });

  const startRefusing = () => startServer((response) => response.writeHead(403).end("<Error/>"));
});

describe("a text that grows", () => {
  test("is read line by line, without the key", async () => {
    const { heroku, address, seen } = await operateOn((response) => {
      response.write("one\ntw");
      setImmediate(() => response.end("o\nthree"));
    });
    const lines: string[] = [];
    await heroku.follow(`${address}/stream`, (line) => lines.push(line));
    expect(lines).toEqual(["one", "two", "three"]);
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
  });

  test("that breaks off is a failure of ours, after the lines that came", async () => {
    const { heroku, address } = await operateOn((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("one\n", () => response.destroy());
    });
    const lines: string[] = [];
    await expect(heroku.follow(`${address}/stream`, (line) => lines.push(line))).rejects.toMatchObject({
      code: "unreachable",
    });
    expect(lines).toEqual(["one"]);
  });

  test("ends with the operation", async () => {
    const { heroku, client, address } = await operateOn((response) => response.write("one\n"));
    const followed = heroku.follow(`${address}/stream`, () => client.cancel());
    await expect(followed).rejects.toMatchObject({ code: "interrupted" });
  });

  test("that is not there is a failure of ours", async () => {
    const { heroku, address } = await operateOn(refuse(404));
    await expect(heroku.follow(address, () => undefined)).rejects.toBeInstanceOf(HerokuFailure);
  });
});
