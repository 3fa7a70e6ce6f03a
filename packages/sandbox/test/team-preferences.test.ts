import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { teamFor } from "./support/team.ts";

it("a team switches its add-on controls", async () => {
  const { heroku } = testSandbox();
  const path = `/teams/${await teamFor(heroku)}/preferences`;
  const off = { "addons-controls": false, "default-permission": "member" };
  expect((await heroku.get(path)).body).toEqual(off);
  expect((await heroku.patch(path, { "addons-controls": true })).body).toEqual({ ...off, "addons-controls": true });
  expect((await heroku.patch(path, {})).body).toMatchObject({ "addons-controls": true });
  expect((await heroku.patch(path, { "addons-controls": null })).body).toEqual(off);
  expect((await heroku.get(`/teams/${await teamFor(heroku, "other")}/preferences`)).body).toEqual(off);
});
