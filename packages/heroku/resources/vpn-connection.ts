import { z } from "zod";
import { asDeclared } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf } from "../define/uuid.ts";
import { CIDR, requireSpace, spaceUuid } from "../spaces/of-space.ts";

const inputs = z.object({
  /** UUID of the space (`space.id`). Changing this replaces the VPN connection. */
  space: idOf("space").meta({ replaces: true }),
  /** Name of the connection, unique in its space. Changing this replaces the VPN connection. */
  name: z
    .string()
    .regex(/^[\w-]+$/, "has other characters than letters, digits, _ and -")
    .meta({ replaces: true }),
  /** Public IPv4 address of your own gateway. Changing this replaces the VPN connection. */
  publicIp: z.ipv4("is not an IPv4 address").meta({ replaces: true }),
  /** Networks behind your gateway, such as `172.16.0.0/16`. None of them may overlap with the space's own. */
  routableCidrs: z.array(z.string().regex(CIDR, "is not an IPv4 network such as 172.16.0.0/16")).min(1),
});

/** One of the two ends at Heroku's side. */
const Tunnel = z.strictObject({
  /** Address of Heroku's gateway. */
  ip: z.string(),
  /** Key that your gateway authenticates with. */
  preSharedKey: z.string().meta({ secret: true }),
});

const outputs = z.object({
  /** `active` once your gateway can connect; before that `pending` or `provisioning`, or `failed`. */
  status: z.string(),
  /** Version of IKE that your gateway has to speak. */
  ikeVersion: z.int().optional(),
  /** Network of the space, to be routed from your side. */
  spaceCidr: z.string().optional(),
  /** Heroku's two gateways; your own has to be set up for both. */
  tunnels: z.array(Tunnel),
});

const Answer = z.object({
  id: z.string().regex(/^[\w-]+$/),
  name: z.string(),
  public_ip: z.string(),
  routable_cidrs: z.array(z.string()),
  status: z.string(),
  status_message: z.string().nullish(),
  ike_version: z.int().nullish(),
  space_cidr_block: z.string().nullish(),
  tunnels: z.array(z.object({ ip: z.string(), pre_shared_key: z.string() })).nullish(),
});
type Answer = z.output<typeof Answer>;

/** Heroku's CLI gives up after 20 minutes. */
const WITHIN_MS = 25 * 60_000;

const pathOf = (space: string) => `/spaces/${space}/vpn-connections`;

/**
 * A VPN between a space and a network of your own. It is there once Heroku's two gateways are; whether yours has connected
 * is not waited for. One that fails is removed, with Heroku's reason.
 * https://devcenter.heroku.com/articles/private-space-vpn-connection
 *
 * @example
 * const vpn = new VpnConnection("office", {
 *   space: space.id,
 *   name: "office",
 *   publicIp: "203.0.113.7",
 *   routableCidrs: ["172.16.0.0/16"],
 * });
 * export const tunnels = vpn.tunnels;
 */
export const vpnConnection = defineThing({
  type: "VpnConnection",
  importId: "the space's name or UUID and the connection's name or id, such as `example/office`",
  inputs,
  outputs,
  claims: { by: ["space", "name"] },
  // A name can be taken only once in a space.
  deleteBeforeReplace: true,

  outstanding: ({ status }) => (status === "active" ? [] : ["name"]),

  async preview(heroku, { space }, prior) {
    await requireSpace(heroku, space, prior);
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const { space } = wanted;
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    const id = idOfApp(space, made.id);
    heroku.made(id, outputsOf(made));
    const ready = await settled(heroku, space, made);
    if (ready.status === "active") return { id, outputs: outputsOf(ready) };
    // Heroku can't mend it, and it keeps its name taken: away with it, so that the next run makes it anew.
    await remove(heroku, space, made);
    heroku.forget();
    throw failure(ready);
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const space = prior?.inputs.space ?? (await spaceUuid(heroku, given));
    const all = await listOfApp(heroku, pathOf(space), Answer);
    const found = all?.find((each) => each.id === key || each.name === key);
    if (!found || found.status === "deprovisioning") return undefined;
    const { name, public_ip: publicIp, routable_cidrs } = found;
    const routableCidrs = asDeclared(prior?.inputs.routableCidrs, routable_cidrs);
    return {
      id: idOfApp(space, found.id),
      inputs: { space, name, publicIp, routableCidrs },
      outputs: outputsOf(found),
    };
  },

  async update(heroku, id, { space, name, routableCidrs }) {
    const changed = await heroku.patch(`${pathOf(space)}/${partsOf(id).key}`, {
      doing: `change VPN connection "${name}"`,
      body: { routable_cidrs: routableCidrs },
      answer: Answer,
    });
    heroku.made(id, outputsOf(changed));
    const ready = await settled(heroku, space, changed);
    if (ready.status !== "active") throw failure(ready);
    return outputsOf(ready);
  },

  async delete(heroku, id, { space, name }) {
    await remove(heroku, space, { id: partsOf(id).key, name });
  },
});

function creationOf(
  heroku: Heroku,
  { space, name, publicIp, routableCidrs }: z.output<typeof inputs>,
): Creation<z.output<typeof Answer>> {
  return {
    doing: `create VPN connection "${name}"`,
    path: pathOf(space),
    body: { name, public_ip: publicIp, routable_cidrs: routableCidrs },
    answer: Answer,
    find: async () => (await look(heroku, space))?.find((each) => each.name === name),
    proof: "absent-before",
    importId: () => idOfApp(space, name),
  };
}

const outputsOf = ({ status, ike_version, space_cidr_block, tunnels }: Answer) => ({
  status,
  ikeVersion: ike_version ?? undefined,
  spaceCidr: space_cidr_block ?? undefined,
  tunnels: (tunnels ?? []).map(({ ip, pre_shared_key: preSharedKey }) => ({ ip, preSharedKey })),
});

const failure = ({ name, status_message }: Answer) =>
  new HerokuFailure("failed", `VPN connection "${name}" failed: ${status_message || "Heroku gives no reason"}`);

const look = (heroku: Heroku, space: string) => heroku.look(pathOf(space), z.array(Answer));

/** Active or failed. */
async function settled(heroku: Heroku, space: string, { id, name, ...known }: Answer): Promise<Answer> {
  const isSettled = ({ status }: { status: string }) => status === "active" || status === "failed";
  if (isSettled(known)) return { id, name, ...known };
  return heroku.wait({
    what: `VPN connection "${name}" to be active`,
    timeoutMs: WITHIN_MS,
    async probe() {
      const found = (await look(heroku, space))?.find((each) => each.id === id);
      if (!found) throw new HerokuFailure("failed", `VPN connection "${name}" is gone`);
      return isSettled(found) ? found : undefined;
    },
  });
}

/** Its name is free once it has gone for good. */
async function remove(heroku: Heroku, space: string, { id, name }: { id: string; name: string }): Promise<void> {
  await heroku.delete(`${pathOf(space)}/${id}`, { doing: `delete VPN connection "${name}"` });
  await heroku.wait({
    what: `VPN connection "${name}" to be gone`,
    timeoutMs: WITHIN_MS,
    probe: async () => ((await look(heroku, space))?.some((each) => each.id === id) ? undefined : true),
  });
}
