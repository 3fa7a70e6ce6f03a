import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

let test: TestSandbox;

const FORMATION = "/apps/notebook/formation";

beforeEach(async () => {
  test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
});

async function shown(): Promise<string[]> {
  const { body } = await test.heroku.get<{ type: string; quantity: number; size: string }[]>(FORMATION);
  return body.map(({ type, quantity, size }) => `${type}=${quantity}:${size}`);
}

function deploy(...types: string[]): void {
  deployTo(test.sandbox, "notebook", Object.fromEntries(types.map((type) => [type, `run ${type}`])));
}

const scale = (...updates: object[]) => test.heroku.patch(FORMATION, { updates });

describe("formation", () => {
  it("is empty before the first release with code, and can't be scaled", async () => {
    expect(await shown()).toEqual([]);
    const { status, body } = await scale({ type: "web", quantity: 1 });
    expect(status).toBe(404);
    expect(body).toMatchObject({ id: "not_found", message: "Couldn't find that process type (web)." });
  });

  it("has one web dyno and no other after the first deploy, and keeps its quantities after the next", async () => {
    deploy("web", "worker");
    expect(await shown()).toEqual(["web=1:Basic", "worker=0:Basic"]);
    await scale({ type: "worker", quantity: 1 });
    deploy("web", "worker", "clock");
    expect(await shown()).toEqual(["clock=0:Basic", "web=1:Basic", "worker=1:Basic"]);
    deploy("web");
    expect(await shown()).toEqual(["web=1:Basic"]);
  });

  it("takes quantities as text, relative ones, and sizes in any case", async () => {
    deploy("web", "worker");
    await scale(
      { type: "web", quantity: "2", size: "standard-1X" },
      { type: "worker", quantity: "+1", size: "STANDARD-2x" },
    );
    expect(await shown()).toEqual(["web=2:Standard-1X", "worker=1:Standard-2X"]);
    await scale({ type: "web", quantity: "-1" });
    expect(await shown()).toEqual(["web=1:Standard-1X", "worker=1:Standard-2X"]);
  });

  it("changes one process type by its name", async () => {
    deploy("web");
    const { body } = await test.heroku.patch(`${FORMATION}/web`, { quantity: 3, dyno_size: { name: "Standard-1X" } });
    expect(body).toMatchObject({ type: "web", quantity: 3, size: "Standard-1X" });
    expect((await test.heroku.get(`${FORMATION}/worker`)).status).toBe(404);
  });

  it("makes no release and keeps the dynos that stay", async () => {
    deploy("web", "worker");
    await scale({ type: "web", quantity: 1, size: "Standard-1X" });
    const { body: before } = await test.heroku.get<{ id: string; name: string }[]>("/apps/notebook/dynos");
    await scale({ type: "web", quantity: 2 });
    const { body: after } = await test.heroku.get<{ id: string; name: string }[]>("/apps/notebook/dynos");
    expect(after.map((dyno) => dyno.name)).toEqual(["web.1", "web.2"]);
    expect(after[0]?.id).toBe(before[0]?.id);
    expect((await test.heroku.get("/apps/notebook/releases")).body).toHaveLength(3);
  });

  it("moves process types at zero along to another tier", async () => {
    deploy("web", "worker");
    await scale({ type: "web", size: "Standard-2X" });
    expect(await shown()).toEqual(["web=1:Standard-2X", "worker=0:Standard-1X"]);
    expect((await test.heroku.get("/apps/notebook")).body).toMatchObject({ process_tier: "production" });
  });

  it.each([
    [
      { type: "web", size: "standard-3x" },
      /^No such size as standard-3x\. Available dyno sizes are Eco, Basic, .* and Perf/,
    ],
    [{ type: "web", size: "Private-S" }, /^No such size as Private-S\./],
    [
      { type: "worker", quantity: 1, size: "Standard-1X" },
      /^Cannot use the following dyno types in the same app: Basic and S/,
    ],
    [{ type: "web", quantity: 2 }, /^Cannot update to more than 1 Basic size dynos per process type\.$/],
    [{ type: "web", quantity: "-2" }, /^Invalid quantity/],
    [{ type: "web", quantity: -1 }, /^Invalid quantity/],
    [{ type: "web", quantity: "many" }, /^Invalid quantity/],
  ])("refuses %j", async (update, message) => {
    deploy("web", "worker");
    const { status, body } = await scale(update);
    expect(status).toBe(422);
    expect(body).toEqual({ id: "invalid_params", message: expect.stringMatching(message) });
    expect(await shown()).toEqual(["web=1:Basic", "worker=0:Basic"]);
  });

  it.each([
    [{ type: "web", quantity: 101, size: "Standard-1X" }, 100, /^Cannot run more than 100 dynos\.$/],
    [{ type: "web", quantity: 11, size: "Performance-M" }, 10, /^Cannot run more than 10 Performance-M size dynos\.$/],
  ])("is limited: %j", async (update, limit, message) => {
    deploy("web");
    const { status, body } = await scale(update);
    expect(status).toBe(422);
    expect(body).toMatchObject({ id: "cannot_run_above_limit", limit, message: expect.stringMatching(message) });
    expect(await shown()).toEqual(["web=1:Basic"]);
  });

  it("is changed wholly or not at all", async () => {
    deploy("web", "worker");
    await scale({ type: "worker", quantity: 1 }, { type: "web", quantity: 5 });
    expect(await shown()).toEqual(["web=1:Basic", "worker=0:Basic"]);
  });
});
