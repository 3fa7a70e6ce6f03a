import { expect, test } from "vitest";
import { Pipeline } from "../../components/pipeline.ts";
import { declaredBy } from "../support/declared.ts";
import { value } from "../support/value.ts";

test("a pipeline couples the apps that it is given", async () => {
  const apps = {
    shop: { app: "shop-id", stage: "staging" },
    office: { app: "office-id", stage: "development" },
  } as const;
  const { declared, result } = await declaredBy(() => new Pipeline("line", { name: "example", apps }));
  const told = [...declared.values()].map(({ name, parent, inputs }) => [name, parent, inputs]);
  const line = "component Pipeline line";
  const pipeline = "<Pipeline line>";
  expect(told).toEqual([
    [line, undefined, {}],
    ["Pipeline line", line, { name: "example" }],
    ["PipelineCoupling line-shop", line, { app: "shop-id", pipeline, stage: "staging" }],
    ["PipelineCoupling line-office", line, { app: "office-id", pipeline, stage: "development" }],
  ]);
  expect(await value(result.pipelineId)).toBe("<Pipeline line>");
});
