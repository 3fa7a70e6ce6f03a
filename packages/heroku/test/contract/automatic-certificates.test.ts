import { expect, test } from "vitest";
import { automaticCertificates } from "../../resources/automatic-certificates.ts";
import { ANOTHER } from "../support/another.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld } from "../support/world.ts";

thingContract({
  thing: automaticCertificates,
  setUp: plainApp,
  inputs: ({ app }) => ({ app }),
  createRequests: 2,
  replace: { inputs: () => ({ app: ANOTHER }), replaces: ["app"] },
  outsideDelete: ({ api }, { app }) => api("DELETE", `/apps/${app}/acm`),
  importId: ({ name }) => name,
  exists: async ({ api }, { app }) => (await api("GET", `/apps/${app}`)).acm === true,
});

test("where they are on already, nothing is refused; a lost answer is looked up", async () => {
  const world = await startWorld();
  const { app } = await plainApp(world);
  const urn = world.engine.urn("AutomaticCertificates");
  await world.api("POST", `/apps/${app}/acm`);
  expect((await world.engine.create(urn, { app })).id).toBe(app);
  await world.api("DELETE", `/apps/${app}/acm`);
  await world.faults([{ method: "POST", path: "/acm$", nth: 1, kind: "drop-after" }]);
  const { requests } = await world.counting(() => world.engine.create(urn, { app }));
  expect(requests).toEqual([`GET /apps/${app}`, `POST /apps/${app}/acm`, `GET /apps/${app}`]);
  await world.close();
});

test("Eco dynos can't have them: Heroku's refusal is shown", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web"]);
  await world.api("PATCH", `/apps/${app}/formation`, {
    updates: [{ type: "web", quantity: 1, dyno_size: { name: "eco" } }],
  });
  await expect(world.engine.create(world.engine.urn("AutomaticCertificates"), { app })).rejects.toThrow(
    /^Heroku refused to enable automatic certificates: .*Eco.* \(422 invalid_params, request id/,
  );
  await world.close();
});
