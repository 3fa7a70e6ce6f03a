import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { teamFor } from "./support/team.ts";

it("an account has no invoices, no credits, and owes nothing", async () => {
  const { heroku } = testSandbox();
  for (const noun of ["invoices", "credits"]) {
    expect((await heroku.get(`/account/${noun}`)).body).toEqual([]);
    expect((await heroku.get(`/account/${noun}/1`)).status).toBe(404);
  }
  expect((await heroku.get("/account/invoice-address")).status).toBe(404);
  const nothing = { scheduled_suspension_time: null, scheduled_deletion_time: null };
  expect((await heroku.get("/account/delinquency")).body).toEqual(nothing);
  expect((await heroku.get(`/teams/${await teamFor(heroku)}/delinquency`)).body).toEqual(nothing);
});

it("preferences are those of the caller, and stay where they are not named", async () => {
  const { heroku, as } = testSandbox();
  const path = "/users/~/preferences";
  expect((await heroku.get(path)).body).toMatchObject({ timezone: null });
  expect((await heroku.patch(path, { timezone: "UTC" })).body).toMatchObject({ timezone: "UTC" });
  const { body } = await heroku.patch(path, { "dismissed-sms-banner": true });
  expect(body).toMatchObject({ timezone: "UTC", "dismissed-sms-banner": true });
  expect((await heroku.get(path)).body).toEqual(body);
  expect((await as("another").get(path)).body).toMatchObject({ timezone: null });
});

it("services are offered by region", async () => {
  const { heroku } = testSandbox();
  type Capability = { addon_service: { name: string }; region: { name: string }; supports_private_networking: boolean };
  const { body: all } = await heroku.get<Capability[]>("/addon-region-capabilities");
  const { body: there } = await heroku.get<Capability[]>("/regions/frankfurt/addon-region-capabilities");
  const { body: redis } = await heroku.get<Capability[]>("/addon-services/heroku-redis/region-capabilities");
  expect(
    there.every(
      ({ region, supports_private_networking }) => region.name === "frankfurt" && supports_private_networking,
    ),
  ).toBe(true);
  expect(new Set(redis.map(({ addon_service }) => addon_service.name))).toEqual(new Set(["heroku-redis"]));
  expect(redis.filter((each) => each.region.name === "frankfurt")).toEqual(
    there.filter((each) => each.addon_service.name === "heroku-redis"),
  );
  expect(all.length).toBeGreaterThan(there.length);
  expect((await heroku.get("/regions/nowhere/addon-region-capabilities")).status).toBe(404);
  expect((await heroku.get("/addon-services/nothing/region-capabilities")).status).toBe(404);
});
