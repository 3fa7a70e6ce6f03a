import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.api("POST", "/teams", { name: "acme" });
  await world.api("POST", "/teams/apps", { name: "notebook-private", team: "acme", space: "private" });
});
afterAll(() => world.close());

test("getSpace tells the addresses that requests come from", async () => {
  const { outputs } = await world.engine.invoke("getSpace", { name: "private" });
  expect(outputs).toMatchObject({
    name: "private",
    team: "acme",
    region: "virginia",
    shield: false,
    generation: "cedar",
    cidr: "10.0.0.0/16",
    state: "allocated",
  });
  const { sources } = await world.api<{ sources: string[] }>("GET", "/spaces/private/nat");
  expect(outputs.outboundIps).toEqual(sources);
});

test("getSpace names what may have been meant", async () => {
  await expect(world.engine.invoke("getSpace", { name: "privat" })).rejects.toThrow(
    'name: "privat" is not a space that you have access to; did you mean "private"?',
  );
});
