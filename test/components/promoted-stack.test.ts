import { RunError } from "@pulumi/pulumi/errors.js";
import { expect, test } from "vitest";
import { promotedStack } from "../../components/promoted-stack.ts";
import { declaredBy } from "../support/declared.ts";

const ASKED = { token: "pulumi:pulumi:readStackOutputs", inputs: { name: "organization/consumer-notebook/staging" } };

/** What is read where the engine answers so. */
async function read(answer: Record<string, unknown> | Error) {
  const asked: object[] = [];
  const call = ({ token, inputs }: { token: string; inputs: object }) => {
    asked.push({ token, inputs });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { result } = await declaredBy(() => promotedStack("staging").catch((error: unknown) => error), { call });
  expect(asked).toEqual([ASKED]);
  return result;
}

const outputs = { appId: "app-id", pipelineId: "pipeline-id", webUrl: "https://example.com" };
/** As gRPC gives it. */
const unknown = Object.assign(new Error(), { details: 'unknown stack "organization/consumer-notebook/staging"' });
const WAY_OUT = "Bring it up first: npx pulumi up --stack staging";

test("app and pipeline come from the outputs of the stack of that name", async () => {
  expect(await read({ outputs, secretOutputNames: [] })).toEqual({ appId: "app-id", pipelineId: "pipeline-id" });
});

test.each([
  ["a stack that is not there", unknown, "unknown stack"],
  [
    "a stack that was never brought up",
    { outputs: {}, secretOutputNames: [] },
    "has not the outputs appId and pipelineId",
  ],
  ["outputs that are secret", { outputs, secretOutputNames: ["appId"] }, "has not the outputs appId and pipelineId"],
])("%s is an error that says which command brings it up", async (_what, answer, why) => {
  const error = await read(answer);
  expect(RunError.isInstance(error)).toBe(true);
  expect(String(error)).toContain(why);
  expect(String(error)).toContain(WAY_OUT);
});
