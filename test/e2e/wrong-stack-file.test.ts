import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newProject, type Project } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await newProject();
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
});
afterEach(() => project.restore());
afterAll(() => project.close());

const preview = async () => {
  const { requests, result } = await project.counting(() => project.pulumi(["preview", "--stack", "staging"]));
  expect(result.status).not.toBe(0);
  expect(result.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  return result.output;
};

test("everything that is wrong with a stack file is one error, each with path, value and way out", async () => {
  project.set("staging", ["app", "name"], "Consumer-Notebook-Staging-Of-A-Very-Long-Name");
  project.set("staging", ["formation", "web", "quantity"], -1);
  project.set("staging", ["formation", "worker", "sise"], "basic");
  project.set("staging", ["domains", 1], "staging.consumernotebook.com");
  project.set("staging", ["S3_KEY"], "canary-in-clear");
  project.set("staging", ["featurs"], ["preboot"]);
  const output = await preview();
  for (const line of [
    /consumer-notebook:app\.name: "Consumer-Notebook-Staging-Of-A-Very-Long-Name" .*30/,
    /consumer-notebook:formation\.web\.quantity: -1 is too small; at least 0/,
    /consumer-notebook:formation\.worker\.sise: .*did you mean "size"\?/,
    /consumer-notebook:domains\[1\]: "staging\.consumernotebook\.com"/,
    /consumer-notebook:S3_KEY: .*--secret/,
    /consumer-notebook:featurs: .*did you mean "features"\?/,
  ]) {
    expect(output).toMatch(line);
  }
  expect(output).toMatch(/1 errored/);
  expect(output).not.toContain("canary-in-clear");
});

const ONLY_HEROKU_KNOWS: [path: string[], value: string, says: RegExp][] = [
  [["addOns", "logs"], "papertrail:chocklad", /plan: "papertrail:chocklad" .*did you mean "papertrail:choklad"\?/],
  [["formation", "web", "size"], "standard-3x", /"standard-3x" is not a dyno size; use one of .*standard-2x/],
  [["app", "region"], "uss", /region: "uss" is not a region; did you mean "us"\?/],
  [["app", "stack"], "heroku-42", /stack: "heroku-42" is not a stack/],
];

for (const [path, value, says] of ONLY_HEROKU_KNOWS) {
  test(`${path.join(".")}: ${value}, which only Heroku knows to be wrong, is an error of the preview`, async () => {
    project.set("staging", path, value);
    expect((await preview()).replaceAll("\\", "")).toMatch(says);
  });
}

test("nothing was written", async () => {
  expect(await project.api("GET", "/apps")).toEqual([]);
  const { stdout } = await project.ok("stack", "export", "--stack", "staging");
  expect((JSON.parse(stdout) as { deployment: { resources?: unknown[] } }).deployment.resources ?? []).toEqual([]);
});
