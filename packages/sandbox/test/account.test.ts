import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

describe("the account", () => {
  it("is read as /account, as ~, by id and by email, and can be changed", async () => {
    const { heroku, as } = testSandbox();
    const { body } = await heroku.get<{ id: string; email: string }>("/account");
    for (const identity of ["~", body.id, body.email]) {
      expect((await heroku.get(`/users/${identity}`)).body).toEqual(body);
    }
    expect((await heroku.patch("/users/~", { name: "Ada" })).body).toMatchObject({ name: "Ada" });
    expect((await heroku.patch("/account", { beta: true })).body).toMatchObject({ name: "Ada", beta: true });
    expect((await as("another").get(`/users/${body.id}`)).status).toBe(403);
    expect((await heroku.get("/users/nobody@example.com")).status).toBe(404);
  });

  it("has features to switch", async () => {
    const { heroku } = testSandbox();
    const { body } = await heroku.get<{ id: string; name: string; enabled: boolean }[]>("/account/features");
    expect(body.every(({ enabled }) => enabled === false)).toBe(true);
    const path = `/account/features/${body[0]?.name}`;
    expect((await heroku.patch(path, { enabled: true })).body).toMatchObject({ enabled: true });
    expect((await heroku.get(`/account/features/${body[0]?.id}`)).body).toMatchObject({ enabled: true });
    expect((await heroku.patch(path, { enabled: false })).body).toMatchObject({ enabled: false });
    expect((await heroku.get("/account/features/none")).status).toBe(404);
  });
});
