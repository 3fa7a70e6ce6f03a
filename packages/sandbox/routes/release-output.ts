import type { Api } from "../http/api.ts";
import { releases } from "../model/release.ts";

const POLL_MS = 50;

/** `output_stream_url` of a release with a release command: open while the command runs. Needs no key, as at Heroku. */
export function releaseOutputRoutes(api: Api): void {
  api.open.get("/streams/releases/:release", (context) => {
    const id = context.req.param("release");
    const status = () => api.transact((platform) => releases(platform).get(id)?.status);
    if (status() === undefined) return context.notFound();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode("Running release command...\n")),
      async pull(controller) {
        while (status() === "pending") await api.clock.sleep(POLL_MS);
        controller.enqueue(
          encoder.encode(status() === "failed" ? "Release command failed.\n" : "Release command done.\n"),
        );
        controller.close();
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
}
