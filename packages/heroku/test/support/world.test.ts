import { expect, test } from "vitest";
import { deployedApp } from "./deployed-app.ts";
import { startWorld } from "./world.ts";

test("a world notices a request that is not as Heroku's schema has it", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web"]);
  // Heroku takes a quantity as a string too, but its schema does not say so.
  await world.api("PATCH", `/apps/${app}/formation`, { updates: [{ type: "web", quantity: "1" }] });
  await expect(world.close()).rejects.toThrow("is not as Heroku's schema has it");
});
