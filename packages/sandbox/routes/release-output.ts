import type { Api } from "../http/api.ts";
import { numbered, streamed } from "../http/stream.ts";
import { type Release, releases } from "../model/release.ts";

/** `output_stream_url` of a release with a release command: open while the command runs. Needs no key, as at Heroku. */
export function releaseOutputRoutes(api: Api): void {
  api.open.get("/streams/releases/:release", (context) => {
    const id = context.req.param("release");
    const look = (after = 0) =>
      api.transact((platform) => {
        const release = releases(platform).get(id);
        return release && { lines: numbered(linesOf(release), after), isOver: release.status !== "pending" };
      });
    return look() ? streamed(context.req.raw, api.clock, look) : context.notFound();
  });
}

function linesOf({ status }: Release): string[] {
  if (status === "pending") return ["Running release command..."];
  return ["Running release command...", status === "failed" ? "Release command failed." : "Release command done."];
}
