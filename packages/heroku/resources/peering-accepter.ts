import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure, WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, partsOf } from "../define/of-app.ts";
import { idOf } from "../define/uuid.ts";
import { requireSpace, spaceUuid } from "../spaces/of-space.ts";

const inputs = z.object({
  /** UUID of the space (`space.id`), of the Cedar generation. Changing this replaces the peering accepter. */
  space: idOf("space").meta({ replaces: true }),
  /** AWS's id of the peering connection, such as `pcx-4bd27022`. Changing this replaces the peering accepter. */
  pcxId: z
    .string()
    .regex(/^pcx-[0-9a-z]+$/, "is not the id of a peering connection such as pcx-4bd27022")
    .meta({ replaces: true }),
});

const outputs = z.object({
  /** `active` once packets can pass; before that `provisioning`. */
  status: z.string(),
  /** `customer-managed`, or `unknown`. */
  type: z.string().optional(),
  /** Networks of the peer. */
  cidrBlocks: z.array(z.string()),
  /** AWS's id of the peer's VPC. */
  awsVpcId: z.string().optional(),
  /** AWS's region of the peer's VPC. */
  awsRegion: z.string().optional(),
  /** AWS's id of the account that the peer's VPC belongs to. */
  awsAccountId: z.string().optional(),
});

const Answer = z.object({
  pcx_id: z.string(),
  status: z.string(),
  type: z.string().nullish(),
  cidr_blocks: z.array(z.string()).nullish(),
  aws_vpc_id: z.string().nullish(),
  aws_region: z.string().nullish(),
  aws_account_id: z.string().nullish(),
});
type Answer = z.output<typeof Answer>;

/** Asked for without a range: a peering has no `id` that pages could go by. */
const All = z.array(Answer);
const isOf = (pcxId: string) => (found: Answer) => found.pcx_id === pcxId;

/** A request of AWS's takes some minutes to be seen at Heroku. */
const SEEN_WITHIN_MS = 10 * 60_000;
/** Accepted, it takes some minutes again until it is set up. */
const ACTIVE_WITHIN_MS = 25 * 60_000;

const ACCEPTED = ["provisioning", "active"];
/** What can't be accepted any more: AWS has to be asked for another one. */
const OVER = ["failed", "expired", "rejected", "deleted"];

const pathOf = (space: string) => `/spaces/${space}/peerings`;

/**
 * The acceptance of a peering that a VPC at AWS has requested with a space: packets pass between the two, and not over the
 * internet. The request is waited for, as AWS's take some minutes to be seen at Heroku, and so is the peering until it is
 * active. One that was accepted already is taken as it is. Deleting it takes the peering down, for both sides.
 * `getPeeringInformation` tells what AWS has to be given.
 * https://devcenter.heroku.com/articles/private-space-peering
 *
 * @example
 * new PeeringAccepter("office", { space: space.id, pcxId: "pcx-4bd27022" });
 */
export const peeringAccepter = defineThing({
  type: "PeeringAccepter",
  importId: "the space's name or UUID and AWS's id of the peering, such as `example/pcx-4bd27022`",
  inputs,
  outputs,
  claims: { by: ["space", "pcxId"] },

  outstanding: ({ status }) => (status === "active" ? [] : ["pcxId"]),

  async preview(heroku, { space, pcxId }, prior) {
    await requireSpace(heroku, space, prior);
    if (prior || space === undefined || pcxId === undefined) return {};
    const found = (await heroku.find(pathOf(space), All))?.find(isOf(pcxId));
    if (found) requireAcceptable(found);
    return {};
  },

  async create(heroku, { space, pcxId }) {
    const id = idOfApp(space, pcxId);
    const asked = await requested(heroku, space, pcxId);
    requireAcceptable(asked);
    if (!ACCEPTED.includes(asked.status)) await accept(heroku, space, pcxId);
    heroku.made(id, outputsOf({ ...asked, status: "provisioning" }));
    const ready = await settled(heroku, space, pcxId);
    if (ready.status === "active") return { id, outputs: outputsOf(ready) };
    // It never comes to life, and nothing of it is Heroku's to take away.
    heroku.forget();
    throw failure(ready);
  },

  async read(heroku, id, prior) {
    const { app: given, key: pcxId } = partsOf(id);
    const space = prior?.inputs.space ?? (await spaceUuid(heroku, given));
    const found = (await heroku.find(pathOf(space), All))?.find(isOf(pcxId));
    if (!found || !ACCEPTED.includes(found.status)) return undefined;
    return { id: idOfApp(space, pcxId), inputs: { space, pcxId }, outputs: outputsOf(found) };
  },

  async update(heroku, _id, { space, pcxId }) {
    const ready = await settled(heroku, space, pcxId);
    if (ready.status !== "active") throw failure(ready);
    return outputsOf(ready);
  },

  async delete(heroku, _id, { space, pcxId }) {
    await heroku.delete(`${pathOf(space)}/${pcxId}`, { doing: `take down peering ${pcxId}` });
    await heroku.wait({
      what: `peering ${pcxId} to be gone`,
      timeoutMs: ACTIVE_WITHIN_MS,
      async probe() {
        const found = await look(heroku, space, pcxId);
        return found && ACCEPTED.includes(found.status) ? undefined : true;
      },
    });
  },
});

const outputsOf = ({ status, type, cidr_blocks, ...found }: Answer) => ({
  status,
  type: type ?? undefined,
  cidrBlocks: cidr_blocks ?? [],
  awsVpcId: found.aws_vpc_id ?? undefined,
  awsRegion: found.aws_region ?? undefined,
  awsAccountId: found.aws_account_id ?? undefined,
});

const failure = ({ pcx_id, status }: Answer) =>
  new HerokuFailure("failed", `Peering ${pcx_id} is ${status}; request another one from AWS, and declare its id`);

function requireAcceptable({ pcx_id, status, type }: Answer): void {
  const refused = (why: string) => new WrongInputs([{ path: ["pcxId"], reason: `"${pcx_id}" ${why}` }]);
  if (type === "heroku-managed") throw refused("is a peering of Heroku's own, which nobody has to accept");
  if (OVER.includes(status)) throw refused(`is ${status}; request another peering from AWS, and declare its id`);
}

const look = async (heroku: Heroku, space: string, pcxId: string): Promise<Answer | undefined> =>
  (await heroku.look(pathOf(space), All))?.find(isOf(pcxId));

const requested = (heroku: Heroku, space: string, pcxId: string): Promise<Answer> =>
  heroku.wait({
    what: `AWS's request for peering ${pcxId} to be seen at Heroku`,
    timeoutMs: SEEN_WITHIN_MS,
    async probe() {
      const all = await heroku.look(pathOf(space), All);
      if (!all) throw new HerokuFailure("failed", `Space ${space} is gone`);
      return all.find((each) => each.pcx_id === pcxId && each.status !== "initiating-request");
    },
  });

/** Having it accepted is all that is asked for, whoever did it. */
async function accept(heroku: Heroku, space: string, pcxId: string): Promise<void> {
  await heroku.createOnce<unknown>({
    doing: `accept peering ${pcxId}`,
    path: `${pathOf(space)}/${pcxId}/actions/accept`,
    answer: z.unknown(),
    async find() {
      const found = await look(heroku, space, pcxId);
      return found && ACCEPTED.includes(found.status) ? found : undefined;
    },
    proof: "same",
    importId: () => idOfApp(space, pcxId),
  });
}

/** Active, or over. Just after it was accepted it may still be told as pending. */
const settled = (heroku: Heroku, space: string, pcxId: string): Promise<Answer> =>
  heroku.wait({
    what: `peering ${pcxId} to be active`,
    timeoutMs: ACTIVE_WITHIN_MS,
    async probe() {
      const found = await look(heroku, space, pcxId);
      if (!found) throw new HerokuFailure("failed", `Peering ${pcxId} is gone`);
      return found.status === "active" || OVER.includes(found.status) ? found : undefined;
    },
  });
