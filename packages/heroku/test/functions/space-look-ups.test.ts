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

test("getPeeringInformation tells what AWS has to be given, by name and UUID", async () => {
  const { outputs } = await world.engine.invoke("getPeeringInformation", { space: "private" });
  expect(outputs).toEqual({
    awsAccountId: expect.stringMatching(/^\d{12}$/),
    awsRegion: "us-east-1",
    vpcId: expect.stringMatching(/^vpc-[0-9a-f]{8}$/),
    vpcCidr: "10.0.0.0/16",
    dynoCidrs: ["10.0.128.0/20", "10.0.144.0/20"],
    spaceCidrs: ["10.0.128.0/20", "10.0.144.0/20", "10.0.0.0/20", "10.0.16.0/20"],
    unavailableCidrs: ["172.23.0.0/20"],
  });
  const { id } = await world.api<{ id: string }>("GET", "/spaces/private");
  expect((await world.engine.invoke("getPeeringInformation", { space: id })).outputs).toEqual(outputs);
  await expect(world.engine.invoke("getPeeringInformation", { space: "privat" })).rejects.toThrow(/404/);
});
