import { findStack } from "../catalogue/stacks.ts";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { hexOf } from "../ids.ts";
import { type App, appOf } from "../model/app.ts";
import { codeOf } from "../model/code.ts";
import { type Slug, slugs } from "../model/slug.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#oci-image */
export function ociImageRoutes(api: Api): void {
  // A list that the identifier filters: of what is not there it is empty (unverified).
  api.get("/apps/:app/oci-images/:image", (call) => {
    const app = appOf(call);
    const image = app.generation === "fir" ? codeOf(call, app, idOf(call, call.param("image"))) : undefined;
    return image ? [serializeImage(app, image)] : [];
  });
}

/** An image goes by its id or its digest. */
const idOf = (call: Call, identity: string): string =>
  slugs(call)
    .list()
    .find((image) => digestOf(image) === identity)?.id ?? identity;

/** The sandbox keeps no code: digests follow from ids. */
const digestOf = ({ id }: Pick<Slug, "id">): string => `sha256:${hexOf(`image:${id}`, 64)}`;

/** The image that buildpacks build on (unverified). */
const BASE = { name: "heroku/heroku:24-cnb", layer: `sha256:${hexOf("heroku/heroku:24-cnb", 64)}` };
/** As that of the dyno sizes. */
const ARCHITECTURE = "amd64";

/** Which buildpacks built it the sandbox does not keep. */
function serializeImage(app: App, image: Slug) {
  const { id, commit, commit_description, process_types, stack, created_at, updated_at } = image;
  return {
    id,
    architecture: ARCHITECTURE,
    base_image_name: BASE.name,
    base_top_layer: BASE.layer,
    buildpacks: [],
    commit: commit ?? "",
    commit_description: commit_description ?? "",
    created_at,
    digest: digestOf(image),
    image_repo: `${app.id}/builds`,
    process_types: Object.fromEntries(
      Object.entries(process_types).map(([type, command]) => [type, serializeType(type, command)]),
    ),
    stack: { id: findStack(stack)?.id ?? "", name: stack },
    updated_at,
  };
}

const serializeType = (name: string, command: string) => ({
  name,
  command: `/cnb/process/${name}`,
  default: name === "web",
  display_cmd: command,
  working_dir: "/workspace",
});
