import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";
import { SpaceAnswer } from "../spaces/space.ts";

const inputs = z.object({
  /** Name of the space. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the space. */
  id: z.string(),
  /** Name of the space. */
  name: z.string(),
  /** Name of the team that owns it. */
  team: z.string(),
  /** Region that it is in. */
  region: z.string(),
  /** Whether it is a Shield space. */
  shield: z.boolean(),
  /** `cedar` or `fir`. */
  generation: z.string(),
  /** Network of the dynos. */
  cidr: z.string(),
  /** Network of Heroku's data services beside it. */
  dataCidr: z.string().optional(),
  /** `allocating`, `allocated` or `deleting`. */
  state: z.string(),
  /** Addresses that its apps' requests come from, for allow lists elsewhere; none while it is allocating. */
  outboundIps: z.array(z.string()),
});

const Nat = z.object({ sources: z.array(z.string()) });

/**
 * A Private Space, and the addresses that its apps' requests come from.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * const { id, outboundIps } = await getSpace({ name: "example" });
 */
export const spaceLookUp = defineLookUp({
  type: "getSpace",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/spaces", SpaceAnswer), name, "a space that you have access to");
    const nat = found.state === "allocated" ? await heroku.find(`/spaces/${found.id}/nat`, Nat) : undefined;
    return {
      id: found.id,
      name,
      team: found.team.name,
      region: found.region.name,
      shield: found.shield,
      generation: found.generation?.name ?? "cedar",
      cidr: found.cidr,
      dataCidr: found.data_cidr ?? undefined,
      state: found.state,
      outboundIps: nat?.sources ?? [],
    };
  },
});
