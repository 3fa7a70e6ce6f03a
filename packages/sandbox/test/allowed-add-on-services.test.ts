import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { teamFor } from "./support/team.ts";

it("a team allows add-on services, once each, and takes that back", async () => {
  const { heroku } = testSandbox();
  const path = `/teams/${await teamFor(heroku)}/allowed-addon-services`;
  const { status, body } = await heroku.post<{ id: string }[]>(path, { addon_service: "heroku-redis" });
  expect(status).toBe(201);
  expect(body).toMatchObject([{ addon_service: { name: "heroku-redis" } }]);
  expect((await heroku.post(path, { addon_service: "heroku-redis" })).status).toBe(422);
  expect((await heroku.post(path, { addon_service: "nothing" })).status).toBe(404);
  expect((await heroku.get(path)).body).toEqual(body);
  expect((await heroku.delete(`${path}/heroku-postgresql`)).status).toBe(404);
  expect((await heroku.delete(`${path}/heroku-redis`)).body).toEqual(body[0]);
  const [again] = (await heroku.post<{ id: string }[]>(path, { addon_service: "heroku-redis" })).body;
  const elsewhere = `/teams/${await teamFor(heroku, "other")}/allowed-addon-services`;
  expect((await heroku.delete(`${elsewhere}/${again?.id}`)).status).toBe(404);
  expect((await heroku.delete(`${path}/${again?.id}`)).status).toBe(200);
});
