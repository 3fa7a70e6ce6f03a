import { expect, test } from "vitest";
import { environment } from "../support/environment.ts";
import { value } from "../support/value.ts";

async function outputsOf(stack: string) {
  const { outputs } = await environment(stack);
  const known = Object.entries(outputs).map(async ([name, output]) => [name, await value<unknown>(output)]);
  return Object.fromEntries(await Promise.all(known));
}

test("staging tells what production needs, where its domains have to point, and what it costs", async () => {
  expect(await outputsOf("staging")).toEqual({
    appId: "<App site>",
    dnsTargets: { "staging.consumernotebook.com": "staging.consumernotebook.com.example.net" },
    monthlyCost: "$67.00",
    monthlyCostByLine: {
      cache: "$0.00",
      database: "$5.00",
      documents: "$45.00",
      errors: "$0.00",
      formation: "$14.00",
      logs: "$0.00",
      mail: "$0.00",
      performance: "$0.00",
      redis: "$3.00",
    },
    pipelineId: "<Pipeline pipeline>",
    release: 20,
    webUrl: "https://consumer-notebook-staging.example.com/",
  });
});

test("production is in staging's pipeline, and tells the same", async () => {
  const [staging, production] = [await outputsOf("staging"), await outputsOf("production")];
  expect(Object.keys(production).sort()).toEqual(Object.keys(staging).sort());
  expect(production.pipelineId).toBe("<Pipeline pipeline of staging>");
  expect(production.release).toBe(7);
});
