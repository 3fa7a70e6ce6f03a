import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import {
  createSpace,
  renameSpace,
  requireAllocated,
  type Space,
  serializeSpace,
  spaceOf,
  spaces,
} from "../model/space.ts";
import { addressIn, beginDeletion, serializeTopology, spaceDeleted, transferSpace } from "../model/space-apps.ts";
import { teamNamed, teamOf } from "../model/team.ts";

const newSpace = z.object({
  name: z.string(),
  team: z.string(),
  region: z.string().optional(),
  generation: z.enum(["cedar", "fir"]).optional(),
  shield: z.boolean().optional(),
  cidr: z.string().optional(),
  data_cidr: z.string().optional(),
});

const SORTS = ["name", "id"] as const;

/** https://devcenter.heroku.com/articles/platform-api-reference#space */
export function spaceRoutes(api: Api): void {
  api.onTask("space.allocated", (platform, { space = "" }) => {
    if (spaces(platform).get(space)?.state === "allocating") spaces(platform).update(space, { state: "allocated" });
  });
  api.onTask("space.deleted", spaceDeleted);
  api.get("/spaces", (call) => {
    const all = spaces(call).list({ account: call.account.id });
    return paged(
      call,
      all.map((space) => serializeSpace(call, space)),
      SORTS,
    );
  });
  api.get("/teams/:team/spaces", (call) => {
    const all = spaces(call).list({ team: teamOf(call).id });
    return paged(
      call,
      all.map((space) => serializeSpace(call, space)),
      SORTS,
    );
  });
  api.post("/spaces", newSpace, (call) =>
    created(serializeSpace(call, createSpace(call, { ...call.body, team: teamNamed(call, call.body.team) }))),
  );
  api.get("/spaces/:space", (call) => serializeSpace(call, spaceOf(call)));
  api.patch("/spaces/:space", z.object({ name: z.string().optional() }), (call) => {
    const space = spaceOf(call);
    return serializeSpace(call, renameSpace(call, space, call.body.name ?? space.name));
  });
  api.delete("/spaces/:space", (call) => serializeSpace(call, beginDeletion(call, spaceOf(call))));
  api.post("/spaces/:space/transfer", z.object({ new_owner: z.string() }), (call) => {
    const space = spaceOf(call);
    return serializeSpace(call, transferSpace(call, space, teamNamed(call, call.body.new_owner)));
  });
  api.get("/spaces/:space/nat", (call) => serializeNat(requireAllocated(spaceOf(call))));
  api.get("/spaces/:space/topology", (call) => serializeTopology(call, spaceOf(call)));
}

/** How many addresses a space has is (unverified). */
const OUTBOUND_ADDRESSES = 4;

/** Addresses of a range that is for tests only: https://www.rfc-editor.org/rfc/rfc2544 */
const serializeNat = ({ id, created_at, updated_at }: Space) => ({
  created_at,
  sources: Array.from({ length: OUTBOUND_ADDRESSES }, (_, number) => addressIn("198.18", `${id}:${number}`)),
  state: "enabled",
  updated_at,
});
