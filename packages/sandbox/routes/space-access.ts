import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { spaceOf } from "../model/space.ts";
import { memberNamed, membersOf, serializeAccess, setPermissions } from "../model/space-access.ts";

const wanted = z.object({ permissions: z.array(z.object({ name: z.string() })) });

/** https://devcenter.heroku.com/articles/platform-api-reference#space-access */
export function spaceAccessRoutes(api: Api): void {
  api.get("/spaces/:space/members", (call) => {
    const space = spaceOf(call);
    return paged(
      call,
      membersOf(call, space).map((member) => serializeAccess(call, space, member)),
    );
  });
  api.get("/spaces/:space/members/:member", (call) => {
    const space = spaceOf(call);
    return serializeAccess(call, space, memberNamed(call, space, call.param("member")));
  });
  api.patch("/spaces/:space/members/:member", wanted, (call) => {
    const space = spaceOf(call);
    const member = memberNamed(call, space, call.param("member"));
    setPermissions(
      call,
      space,
      member,
      call.body.permissions.map(({ name }) => name),
    );
    return serializeAccess(call, space, member);
  });
}
