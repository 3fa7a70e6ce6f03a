import { setAllConfig } from "@pulumi/pulumi/runtime/config.js";
import { expect, test } from "vitest";
import { declaredBy } from "../../test/support/declared.ts";
import { RESOURCES_OF_AN_APP } from "../subjects.ts";

test("each app of a fleet is as many resources as the benchmark counts, and the greeting changes one of them", async () => {
  const program = async () => {
    setAllConfig({ "fleet:apps": "3", "fleet:greeting": "changed" }, []);
    await import("../fleet/index.ts");
  };
  const { declared } = await declaredBy(program);
  const resources = [...declared.values()];
  for (const app of ["fleet-1", "fleet-2", "fleet-3"]) {
    const own = resources.filter(({ name }) => new RegExp(` ${app}(-|$)`).test(name));
    expect(own.map(({ name }) => name)).toHaveLength(RESOURCES_OF_AN_APP);
  }
  const greetings = resources.filter(({ name }) => name.startsWith("ConfigVars ")).map(({ inputs }) => inputs.vars);
  expect(greetings).toEqual([{ GREETING: "changed" }, { GREETING: "hello" }, { GREETING: "hello" }]);
});
