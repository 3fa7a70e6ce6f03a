import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Environment } from "../../client/endpoint.ts";
import { pause } from "../../client/pause.ts";
import type { Creation } from "../../define/heroku.ts";
import { newStateHome, operateOn, URN } from "./operation.ts";
import { json } from "./server.ts";

vi.mock("../../client/pause.ts", () => ({ pause: vi.fn() }));
beforeEach(() => {
  vi.mocked(pause)
    .mockReset()
    .mockImplementation(async (_ms, signal) => signal.throwIfAborted());
});

const Made = z.object({ name: z.string(), created_at: z.string() });
type Made = z.output<typeof Made>;

const object = (createdAt = new Date()): Made => ({ name: "database-1", created_at: createdAt.toISOString() });

const UNREADABLE = {
  "made, answer is HTML": "<html>hush</html>",
  "made, answer breaks off": '{"name":"database-1","cre',
  "made, answer is empty": "",
  "made, answer has another form": '{"name":["hush"]}',
  "made, answer is too long": JSON.stringify({ name: "x".repeat(9 << 20) }),
};
type Unreadable = keyof typeof UNREADABLE;
type Outcome =
  | "made"
  | "made, answer lost"
  | "made late, answer lost"
  | "lost"
  | "refused"
  | "made, redirect"
  | Unreadable;

/** A Heroku on which the POSTs end as listed, one after another; `there` is what it holds at first. */
async function world(outcomes: Outcome[], there?: Made, env?: Environment, urn = URN) {
  let present = there;
  let late: Made | undefined;
  const posts = () => on.seen.filter(({ method }) => method === "POST");
  const warned: string[] = [];
  const answer: Parameters<typeof operateOn>[0] = (response, { method }) => {
    if (method === "GET")
      return present ? json(response, present) : json(response, { id: "not_found", message: "" }, 404);
    const outcome = outcomes[posts().length - 1];
    if (outcome === "refused" || present) return json(response, { id: "invalid_params", message: "Taken" }, 422);
    if (late) {
      present = late;
      return json(response, { id: "invalid_params", message: "Taken" }, 422);
    }
    if (outcome === "made late, answer lost") late = object();
    else if (outcome !== "lost") present = object();
    if (outcome === "made, redirect") return response.writeHead(303, { location: "http://127.0.0.1:1/" }).end();
    if (outcome && outcome in UNREADABLE) return response.writeHead(201).end(UNREADABLE[outcome as Unreadable]);
    return outcome === "made" ? json(response, present, 201) : response.destroy();
  };
  const on = await operateOn(answer, { urn, warn: (line) => warned.push(line) }, {}, env);
  const create = (creation: Partial<Creation<Made>> = {}) =>
    on.heroku.createOnce({
      doing: 'create add-on "database-1"',
      path: "/addons",
      body: { name: "database-1" },
      answer: Made,
      find: () => on.heroku.find("/addons/database-1", Made),
      proof: "name",
      createdAt: ({ created_at }) => created_at,
      importId: ({ name }) => name,
      ...creation,
    });
  return { ...on, create, posts, warned };
}

describe("a lost answer", () => {
  test("is looked up: what was made is taken, and nothing is made twice", async () => {
    const { create, posts } = await world(["made, answer lost"]);
    expect(await create()).toMatchObject({ name: "database-1" });
    expect(posts()).toHaveLength(1);
  });

  test.each([...(Object.keys(UNREADABLE) as Unreadable[]), "made, redirect"] as const)(
    "is one that can't be read too: %s",
    async (outcome) => {
      const { create, posts, said } = await world([outcome]);
      expect(await create()).toMatchObject({ name: "database-1" });
      expect(posts()).toHaveLength(1);
      expect(said).toEqual(['the answer was lost: looking whether Heroku did create add-on "database-1"']);
    },
  );

  test("of what was not made leads to another attempt, byte for byte the same, after four looks", async () => {
    const { create, posts, seen } = await world(["lost", "made"]);
    expect(await create()).toMatchObject({ name: "database-1" });
    expect(seen.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET", "GET", "POST"]);
    expect(new Set(posts().map(({ body }) => body)).size).toBe(1);
    expect(vi.mocked(pause).mock.calls.map(([ms]) => ms)).toEqual([0, 250, 1000, 3000]);
  });

  test("that did not come in time is looked for longer: the request may be at work still", async () => {
    const { heroku, seen } = await operateOn(
      (response, { method }) => {
        if (method === "GET") return json(response, { id: "not_found", message: "" }, 404);
        if (seen.length > 1) json(response, object(), 201);
      },
      {},
      { timeoutMs: 50 },
    );
    const find = () => heroku.find("/addons/database-1", Made);
    const creation = { doing: "create it", path: "/addons", answer: Made, find } as const;
    await heroku.createOnce({ ...creation, proof: "name", importId: ({ name }) => name });
    expect(seen.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET", "GET", "GET", "POST"]);
    expect(vi.mocked(pause).mock.calls.map(([ms]) => ms)).toEqual([0, 250, 1000, 3000, 6000]);
  });

  test("of what is looked up in a list has the list read anew each time", async () => {
    const { heroku, seen } = await operateOn((response, { method }) => {
      if (method === "GET") return json(response, []);
      return seen.length === 1 ? response.destroy() : json(response, object(), 201);
    });
    const find = async () => (await heroku.list("/addons", Made))[0];
    const { name } = object();
    const creation = {
      doing: "create it",
      path: "/addons",
      answer: Made,
      proof: "name",
      importId: () => name,
    } as const;
    expect(await heroku.createOnce({ ...creation, find })).toMatchObject({ name });
    expect(seen.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET", "GET", "POST"]);
  });

  test.each(["name", "absent-before", "same"] as const)(
    "of what shows only after the next attempt is taken (%s)",
    async (proof) => {
      const { create, posts } = await world(["made late, answer lost"]);
      expect(await create({ proof })).toMatchObject({ name: "database-1" });
      expect(posts()).toHaveLength(2);
    },
  );

  test("eight times over is an unknown outcome", async () => {
    const { create, posts } = await world(Array(8).fill("lost"));
    await expect(create()).rejects.toMatchObject({ code: "unknown-outcome" });
    expect(posts()).toHaveLength(8);
  });

  test("is not looked up for longer than the operation lasts", async () => {
    const { create, client } = await world(["lost"]);
    vi.mocked(pause).mockImplementationOnce(async (_ms, signal) => {
      client.cancel();
      signal.throwIfAborted();
    });
    await expect(create()).rejects.toMatchObject({ code: "interrupted" });
  });
});

describe("what is there before", () => {
  test("is taken where Heroku says so and its name is ours", async () => {
    const { create, posts } = await world(["made"], object(new Date(0)));
    expect(await create({ proof: "name" })).toMatchObject({ name: "database-1" });
    expect(posts()).toHaveLength(1);
  });

  test("is taken where having it is all that is asked for, and nothing is sent", async () => {
    const { create, posts } = await world(["made"], object(new Date(0)));
    expect(await create({ proof: "same" })).toMatchObject({ name: "database-1" });
    expect(posts()).toEqual([]);
  });

  test("is refused where nothing proves it ours, with both remedies, and nothing is sent", async () => {
    const { create, posts } = await world(["made"], object());
    await expect(create({ proof: "absent-before" })).rejects.toMatchObject({
      code: "exists-already",
      message: expect.stringMatching(/aliases: .* pulumi import heroku:index:AddOn database database-1/),
    });
    expect(posts()).toEqual([]);
  });

  describe("by a run that was cut short", () => {
    /** A run that is killed after its request, and Heroku as the next run finds it. */
    const cutShort = async (there: Made, create: Partial<Creation<Made>> = {}, urn = URN) => {
      const env = { XDG_STATE_HOME: newStateHome() };
      const first = await world(["made"], undefined, env, urn);
      await first.create({ proof: "absent-before", ...create });
      return world(["made"], there, env);
    };

    test("is taken: its note says that it was absent, and Heroku created it right after", async () => {
      const { create, posts } = await cutShort(object());
      expect(await create({ proof: "absent-before" })).toMatchObject({ name: "database-1" });
      expect(posts()).toEqual([]);
    });

    const refused = { code: "exists-already" };

    test.each([
      ["long before the note", -3_600_000],
      ["before the note", -3_000],
      ["more than two minutes after it", 123_000],
    ])("is refused where Heroku created it %s", async (_when, ms) => {
      const { create } = await cutShort(object(new Date(Date.now() + ms)));
      await expect(create({ proof: "absent-before" })).rejects.toMatchObject(refused);
    });

    test("is refused where its creation time is not known, or its owner is somebody else", async () => {
      const untimed = await cutShort(object(), { createdAt: undefined });
      await expect(untimed.create({ proof: "absent-before", createdAt: undefined })).rejects.toMatchObject(refused);
      const foreign = await cutShort(object());
      const isOwn = async () => false;
      await expect(foreign.create({ proof: "absent-before", isOwn })).rejects.toMatchObject(refused);
    });

    test("is refused where the note is of another resource, or of another request", async () => {
      const others = await cutShort(object(), {}, `${URN}-of-another`);
      await expect(others.create({ proof: "absent-before" })).rejects.toMatchObject(refused);
      const elsewhere = await cutShort(object(), { path: "/addons/others" });
      await expect(elsewhere.create({ proof: "absent-before" })).rejects.toMatchObject(refused);
    });
  });

  test("where no note can be written, that is said, and the creation goes on", async () => {
    const file = join(newStateHome(), "file");
    writeFileSync(file, "");
    const { create, warned } = await world(["made"], undefined, { XDG_STATE_HOME: file });
    expect(await create({ proof: "absent-before" })).toMatchObject({ name: "database-1" });
    expect(warned.join()).toContain("Cannot write a note of what is created next");
    expect(warned.join()).toContain("XDG_STATE_HOME");
  });
});

test("a refusal of a first attempt is final, even if somebody else made it a moment before", async () => {
  const { create, seen } = await world(["refused"]);
  await expect(create({ proof: "absent-before" })).rejects.toMatchObject({ status: 422 });
  expect(seen.map(({ method }) => method)).toEqual(["GET", "POST"]);
});
