import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const MINUTE_MS = 60_000;

describe("the rate limit", () => {
  it("refuses what is too much, refills all the time, and is each account's own", async () => {
    const { heroku, as, clock } = testSandbox({ rateLimit: 60 });
    for (let left = 59; left >= 0; left -= 1) {
      const { headers } = await heroku.get("/account");
      expect(headers.get("RateLimit-Remaining")).toBe(String(left));
    }
    const { status, body, headers } = await heroku.get("/account");
    expect([status, headers.get("RateLimit-Remaining")]).toEqual([429, "0"]);
    expect(body).toMatchObject({ id: "rate_limit", message: expect.stringContaining("reached the API rate limit") });
    expect((await as("another").get("/account")).status).toBe(200);
    clock.advance(2 * MINUTE_MS);
    expect((await heroku.get("/account")).headers.get("RateLimit-Remaining")).toBe("1");
  });

  it("is 4,500 an hour, about 75 a minute", async () => {
    const { heroku, clock } = testSandbox();
    const remaining = async () => (await heroku.get("/account/rate-limits")).body.remaining;
    expect(await remaining()).toBe(4500);
    for (let index = 0; index < 80; index += 1) await heroku.get("/account");
    expect(await remaining()).toBe(4420);
    clock.advance(MINUTE_MS);
    expect(await remaining()).toBe(4495);
  });

  it("does not count asking how much is left, nor the control paths", async () => {
    const { heroku, sandbox } = testSandbox({ rateLimit: 1 });
    await heroku.get("/account");
    expect((await heroku.get("/account")).status).toBe(429);
    expect((await heroku.get("/account/rate-limits")).body).toEqual({ remaining: 0 });
    expect((await sandbox.fetch("http://127.0.0.1/_sandbox/requests")).status).toBe(200);
  });

  it("can be another one, with little left, until a reset", async () => {
    const { heroku, sandbox, clock } = testSandbox();
    const put = (body: object) =>
      sandbox.fetch("http://127.0.0.1/_sandbox/rate-limit", { method: "PUT", body: JSON.stringify(body) });
    const remaining = async () => (await heroku.get("/account/rate-limits")).body.remaining;
    expect((await put({ perHour: 3600, left: 1 })).status).toBe(200);
    expect([(await heroku.get("/account")).status, (await heroku.get("/account")).status]).toEqual([200, 429]);
    clock.advance(MINUTE_MS);
    expect(await remaining()).toBe(60);
    expect((await put({ perHour: 0, left: 1 })).status).toBe(400);
    await sandbox.fetch("http://127.0.0.1/_sandbox/reset", { method: "POST" });
    expect(await remaining()).toBe(4500);
  });
});
