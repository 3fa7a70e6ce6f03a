import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

it("buildpack installations are replaced as a whole, and make no release", async () => {
  const { heroku } = testSandbox();
  await heroku.post("/apps", { name: "notebook" });
  const path = "/apps/notebook/buildpack-installations";
  const custom = "https://example.com/buildpack.tgz";
  const installed = [
    { ordinal: 0, buildpack: { url: "urn:buildpack:heroku/python", name: "heroku/python" } },
    { ordinal: 1, buildpack: { url: custom, name: custom } },
  ];
  const updates = [{ buildpack: "heroku/python" }, { buildpack: custom }];
  expect((await heroku.put(path, { updates })).body).toEqual(installed);
  expect((await heroku.get(path)).body).toEqual(installed);
  expect((await heroku.put(path, { updates: [updates[0], updates[0]] })).status).toBe(422);
  expect((await heroku.put(path, { updates: [] })).body).toEqual([]);
  expect((await heroku.get("/apps/notebook/releases")).body).toHaveLength(2);
});
