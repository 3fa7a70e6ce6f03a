import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";

let test: TestSandbox;

beforeEach(() => {
  test = testSandbox();
});
afterEach(() => test.sandbox.close());

function arm(...faults: object[]): Promise<Response> {
  return test.sandbox.fetch("http://127.0.0.1/_sandbox/faults", { method: "PUT", body: JSON.stringify(faults) });
}

const statuses = async (count: number) => {
  const answers: number[] = [];
  for (let index = 0; index < count; index += 1) answers.push((await test.heroku.get("/account")).status);
  return answers;
};

describe("faults", () => {
  it("strike the nth matching request", async () => {
    await arm({ method: "GET", path: "^/account$", nth: 2, kind: "status", status: 503 });
    expect(await statuses(3)).toEqual([200, 503, 200]);
  });

  it("strike at a rate, the same for the same seed", async () => {
    const fault = { method: "*", path: ".", rate: 0.5, kind: "status", status: 500 };
    await arm(fault);
    const first = await statuses(40);
    await arm(fault);
    expect(await statuses(40)).toEqual(first);
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(8);
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(8);
  });

  it("answer 429 in Heroku's form", async () => {
    await arm({ method: "GET", path: "^/account$", kind: "status", status: 429 });
    expect((await test.heroku.get("/account")).body).toMatchObject({ id: "rate_limit" });
  });

  it("drop the connection before anything happened, or after it did", async () => {
    await arm(
      { method: "POST", path: "^/apps$", nth: 1, kind: "drop-before" },
      { method: "POST", path: "^/apps$", nth: 2, kind: "drop-after" },
    );
    await expect(test.heroku.post("/apps", { name: "before" })).rejects.toThrow("fetch failed");
    await expect(test.heroku.post("/apps", { name: "after" })).rejects.toThrow("fetch failed");
    expect((await test.heroku.get("/apps/before")).status).toBe(404);
    expect((await test.heroku.get("/apps/after")).status).toBe(200);
    const answer = await test.sandbox.fetch("http://127.0.0.1/_sandbox/requests");
    const log = (await answer.json()) as { status: number }[];
    expect(log.map(({ status }) => status)).toEqual([0, 0, 404, 200]);
  });

  it("answer an error though it happened", async () => {
    await arm({ method: "POST", path: "^/apps$", nth: 1, kind: "status", status: 503, after: true });
    expect((await test.heroku.post("/apps", { name: "after" })).status).toBe(503);
    expect((await test.heroku.get("/apps/after")).status).toBe(200);
  });

  it("close real connections", async () => {
    const port = await test.sandbox.listen(0);
    await arm(
      { method: "GET", path: "^/account$", nth: 1, kind: "drop-before" },
      { method: "GET", path: "^/apps$", nth: 1, kind: "drop-after" },
    );
    const headers = { Authorization: "Bearer key", Accept: "application/vnd.heroku+json; version=3" };
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await expect(ask("/account")).rejects.toThrow("fetch failed");
    await expect(ask("/apps")).rejects.toThrow("fetch failed");
    expect((await ask("/account")).status).toBe(200);
  });

  it("delay by the sandbox's clock", async () => {
    await arm({ method: "GET", path: "^/account$", kind: "delay", ms: 5000 });
    let answered = false;
    const answer = test.heroku.get("/account").then(() => {
      answered = true;
    });
    await test.heroku.get("/regions");
    expect(answered).toBe(false);
    test.clock.advance(5000);
    await answer;
    expect(answered).toBe(true);
  });

  it("delay by a random time, between what was asked for", async () => {
    await arm({ method: "GET", path: "^/account$", kind: "delay", ms: 1000, msMax: 5000 });
    let answered = 0;
    const answers = Array.from({ length: 40 }, () => test.heroku.get("/account").then(() => (answered += 1)));
    const asked = async () =>
      (await (await test.sandbox.fetch("http://127.0.0.1/_sandbox/requests")).text()).split("time").length - 1;
    await expect.poll(asked).toBe(40);
    test.clock.advance(3000);
    await expect.poll(() => answered).toBeGreaterThan(8);
    expect(answered).toBeLessThan(32);
    test.clock.advance(2000);
    await Promise.all(answers);
  });

  it.each([
    { method: "GET", path: ".", kind: "delay", ms: 2, msMax: 1 },
    { path: ".", kind: "delay", ms: 1 },
    { method: "GET", path: "(", kind: "drop-before" },
    { method: "GET", path: ".", kind: "status" },
    { method: "GET", path: ".", kind: "delay" },
    { method: "GET", path: ".", kind: "explode" },
    { method: "GET", path: ".", kind: "drop-after", nth: 1, rate: 0.5 },
    { method: "GET", path: ".", kind: "drop-after", nth: 0 },
    { method: "GET", path: ".", kind: "drop-after", often: true },
  ])("are refused where they make no sense: %j", async (fault) => {
    expect((await arm(fault)).status).toBe(400);
    expect(await statuses(1)).toEqual([200]);
  });
});
