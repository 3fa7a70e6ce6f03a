import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Name or UUID of the space. */
  space: z.string(),
});

const outputs = z.object({
  /** AWS's id of the account that the space's VPC belongs to. */
  awsAccountId: z.string(),
  /** AWS's region of the space's VPC, such as `eu-west-1`. */
  awsRegion: z.string(),
  /** AWS's id of the space's VPC. */
  vpcId: z.string(),
  /** Network of the space's VPC. */
  vpcCidr: z.string(),
  /** Networks of the dynos, to be routed from your side. */
  dynoCidrs: z.array(z.string()),
  /** Networks of the dynos and of the load balancers before them, to be routed from your side. */
  spaceCidrs: z.array(z.string()),
  /** Networks that yours must not overlap with. */
  unavailableCidrs: z.array(z.string()),
});

const Cidrs = z.array(z.string()).nullish();
const Answer = z.object({
  aws_account_id: z.string(),
  aws_region: z.string(),
  vpc_id: z.string(),
  vpc_cidr: z.string(),
  dyno_cidr_blocks: Cidrs,
  space_cidr_blocks: Cidrs,
  unavailable_cidr_blocks: Cidrs,
});

/**
 * What AWS has to be given to request a peering with a space; a `PeeringAccepter` accepts it then.
 * https://devcenter.heroku.com/articles/private-space-peering
 *
 * @example
 * const { awsAccountId, vpcId, spaceCidrs } = await getPeeringInformation({ space: "example" });
 */
export const peeringInformationLookUp = defineLookUp({
  type: "getPeeringInformation",
  inputs,
  outputs,

  async invoke(heroku, { space }) {
    const found = await heroku.get(`/spaces/${space}/peering-info`, Answer);
    return {
      awsAccountId: found.aws_account_id,
      awsRegion: found.aws_region,
      vpcId: found.vpc_id,
      vpcCidr: found.vpc_cidr,
      dynoCidrs: found.dyno_cidr_blocks ?? [],
      spaceCidrs: found.space_cidr_blocks ?? [],
      unavailableCidrs: found.unavailable_cidr_blocks ?? [],
    };
  },
});
