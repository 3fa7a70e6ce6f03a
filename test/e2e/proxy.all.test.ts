import { afterAll, beforeAll, expect, test } from "vitest";
import { openProgram, type Program } from "../support/program.ts";

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.close());

test("a proxy that the environment names is not asked for the engine, the program, the provider and the sandbox", async () => {
  program.declare([{ type: "App", name: "app", args: { name: "behind-a-proxy" } }]);
  const nobody = "http://127.0.0.1:9";
  Object.assign(program.env, { https_proxy: nobody, http_proxy: nobody, HTTPS_PROXY: nobody, HTTP_PROXY: nobody });
  const { status, output } = await program.shim("up", "--yes");
  expect(output).not.toMatch(/ECONNREFUSED|UNAVAILABLE|at .*\.js:\d+/);
  expect(status).toBe(0);
});
