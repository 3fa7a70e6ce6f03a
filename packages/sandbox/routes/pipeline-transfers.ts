import { z } from "zod";
import { notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { findApp } from "../model/app.ts";
import { couplings, pipelineOf, pipelines } from "../model/pipeline.ts";
import { teams } from "../model/team.ts";
import { handOver } from "../model/team-app.ts";

const newTransfer = z.object({
  pipeline: z.object({ id: z.string() }),
  new_owner: z.object({ id: z.string(), type: z.enum(["team", "user"]) }),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline-transfer */
export function pipelineTransferRoutes(api: Api): void {
  api.post("/pipeline-transfers", newTransfer, (call) => {
    const { pipeline, new_owner } = call.body;
    const { id, owner } = pipelineOf(call, pipeline.id);
    requireOwn(call, new_owner);
    pipelines(call).update(id, { owner: new_owner, updated_at: call.timestamp() });
    // Its apps go along.
    for (const { app } of couplings(call).list({ pipeline: id })) handOver(call, findApp(call, app), new_owner.id);
    return created({ pipeline: { id }, previous_owner: owner, new_owner });
  });
}

/** The caller, or a team of the caller's: accounts of the sandbox stay apart. */
function requireOwn(call: Call, { id, type }: { id: string; type: "team" | "user" }): void {
  const account = type === "team" ? teams(call).get(id)?.account : id;
  if (account !== call.account.id) throw notFound(type);
}
