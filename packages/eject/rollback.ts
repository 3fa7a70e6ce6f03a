import { codeOf, type HerokuReader, Release } from "@pulumi/heroku/read";
import { z } from "zod";
import { nounOf, type Resource } from "./state.ts";

/** The release of an app whose code runs, as the stack went back to it. */
export interface RolledBack {
  version: number;
  /** The commit of that code, where git brought it. */
  commit?: string;
}

const RollbackInputs = z.object({ version: z.int() });
const RollbackOutputs = z.object({ slug: z.string().optional() });
const Slug = z.object({ commit: z.string().nullish() });

/** What the stack's rollback has brought back, if that is what runs: another deployment may have come after it. */
export async function rolledBackTo(
  app: Resource,
  own: Resource[],
  heroku: Pick<HerokuReader, "find" | "list">,
): Promise<RolledBack | undefined> {
  const rollback = own.find((resource) => nounOf(resource) === "Rollback");
  if (!rollback || !(await heroku.find(`/apps/${app.id}`, z.object({})))) return undefined;
  const { slug } = RollbackOutputs.parse(rollback.outputs);
  const current = (await heroku.list(`/apps/${app.id}/releases`, Release)).find((release) => release.current);
  if (slug === undefined || !current || codeOf(current) !== slug) return undefined;
  const { commit } = (await heroku.find(`/apps/${app.id}/slugs/${slug}`, Slug)) ?? {};
  return { ...RollbackInputs.parse(rollback.inputs), ...(commit && isOfGit(commit) ? { commit } : {}) };
}

/** A build of an archive has another kind of version. */
const isOfGit = (commit: string) => /^[0-9a-f]{40}$/.test(commit);
