import { describe, expect, it } from "vitest";
import { conforming } from "./support/conforming.ts";

/** An answer as the schema has it, with one thing changed. */
function answering(body: unknown, status = 200) {
  return conforming(async () => Response.json(body, { status }));
}

const LIMITS = "http://127.0.0.1/account/rate-limits";
const APPS = "http://127.0.0.1/apps";

describe("the schema's guard", () => {
  it("passes what is as the schema has it", async () => {
    expect((await answering({ remaining: 1 })(LIMITS)).status).toBe(200);
  });

  it.each([
    [{ remaining: "1" }, "must be integer"],
    [{}, "lacks [remaining]"],
    [{ remaining: 1, more: 2 }, "beyond the schema [more]"],
  ])("refuses the answer %j", async (body, message) => {
    await expect(answering(body)(LIMITS)).rejects.toThrow(message);
  });

  it("refuses a list that is none, and an item that is wrong", async () => {
    await expect(answering({})("http://127.0.0.1/regions")).rejects.toThrow("must be array");
    await expect(answering([{ name: "us" }])("http://127.0.0.1/stacks")).rejects.toThrow("lacks [default");
  });

  it("refuses a request that the schema does not allow", async () => {
    const post = answering({}, 201)(APPS, { method: "POST", body: JSON.stringify({ name: 5 }) });
    await expect(post).rejects.toThrow("request/name must be string");
  });

  it("refuses formats and patterns that do not hold", async () => {
    await expect(answering({ id: "x", version: 1 })(`${APPS}/a/releases/1`)).rejects.toThrow(
      'must match format "uuid"',
    );
    const post = answering({}, 201)(APPS, { method: "POST", body: JSON.stringify({ name: "Not A Name" }) });
    await expect(post).rejects.toThrow("must match pattern");
  });

  it("refuses an error without Heroku's form", async () => {
    await expect(answering({ error: "no" }, 422)(LIMITS)).rejects.toThrow("the error has no id or message");
  });
});
