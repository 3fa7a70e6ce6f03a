import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { requireTeam, TeamName } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const Address = z.string().regex(/^https:\/\/\S+$/, "is no HTTPS address");

const inputs = z.object({
  /** Name or UUID of the team. Changing this replaces the identity provider. */
  team: TeamName.meta({ replaces: true }),
  /** The provider's certificate, in PEM; what it signs with is kept by the provider. */
  certificate: z.string(),
  /** What the provider calls itself, such as `https://idp.example.com/`. */
  entityId: z.string().min(1),
  /** HTTPS address at which people sign in. */
  ssoTargetUrl: Address,
  /** HTTPS address at which people sign out. There is none by default; one that is taken out again needs another provider. */
  sloTargetUrl: Address.optional(),
});

const outputs = z.object({
  /** UUID of the identity provider. */
  providerId: z.string(),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  certificate: z.string(),
  entity_id: z.string(),
  sso_target_url: z.string(),
  slo_target_url: z.string().nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * Where people of a team sign in, by SAML, instead of with a password of Heroku's. Without it they can't sign in that way any
 * more: keep an admin who does not need it.
 * https://devcenter.heroku.com/articles/sso
 *
 * @example
 * new IdentityProvider("sso", {
 *   team: "example",
 *   certificate: config.require("idpCertificate"),
 *   entityId: "https://idp.example.com/",
 *   ssoTargetUrl: "https://idp.example.com/login",
 * });
 */
export const identityProvider = defineThing({
  type: "IdentityProvider",
  importId: "the team's name and the provider's UUID, such as `example/01234567-89ab-cdef-0123-456789abcdef`",
  inputs,
  outputs,
  claims: { by: ["team", "entityId"] },
  // What it calls itself can be taken once in a team.
  deleteBeforeReplace: true,

  // Heroku takes another address to sign out at, and none that says there is none.
  mustReplace: (prior, wanted) => (prior.sloTargetUrl && !wanted.sloTargetUrl ? ["sloTargetUrl"] : []),

  async preview(heroku, { team, certificate }, prior) {
    if (certificate !== undefined && certificate !== prior?.inputs.certificate) requireCertificate(certificate);
    if (team !== undefined && !prior) await requireTeam(heroku, team);
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const { team } = wanted;
    requireCertificate(wanted.certificate);
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    const id = idOfApp(team, added.id);
    const outputs = { providerId: added.id };
    // What an attempt that was cut short has left may be of other inputs.
    if (!isLike(added, wanted)) {
      heroku.made(id, outputs, { ...wanted, certificate: added.certificate, ssoTargetUrl: added.sso_target_url });
      await change(heroku, id, wanted);
    }
    return { id, outputs };
  },

  async read(heroku, id, prior) {
    const { app: team, key } = partsOf(id);
    const found = (await listOfApp(heroku, pathOf(team), Answer))?.find((each) => each.id === key);
    if (!found) return undefined;
    const declared = prior?.inputs.certificate;
    const isSame = declared !== undefined && declared.trim() === found.certificate.trim();
    const inputs = {
      team,
      certificate: isSame ? declared : found.certificate,
      entityId: found.entity_id,
      ssoTargetUrl: found.sso_target_url,
      ...(found.slo_target_url ? { sloTargetUrl: found.slo_target_url } : {}),
    };
    return { id: idOfApp(team, found.id), inputs, outputs: { providerId: found.id } };
  },

  async update(heroku, id, wanted, prior) {
    await change(heroku, id, wanted);
    return prior.outputs;
  },

  async delete(heroku, id, { team, entityId }) {
    await heroku.delete(`${pathOf(team)}/${partsOf(id).key}`, { doing: `remove identity provider "${entityId}"` });
  },
});

function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Creation<z.output<typeof Answer>> {
  const { team, entityId } = wanted;
  return {
    doing: `add identity provider "${entityId}"`,
    path: pathOf(team),
    body: bodyOf(wanted),
    answer: Answer,
    find: () => findByEntity(heroku, team, entityId),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => idOfApp(team, found.id),
  };
}

const pathOf = (team: string) => `/teams/${team}/identity-providers`;

const bodyOf = ({ certificate, entityId, ssoTargetUrl, sloTargetUrl }: Inputs) => ({
  certificate,
  entity_id: entityId,
  sso_target_url: ssoTargetUrl,
  ...(sloTargetUrl === undefined ? {} : { slo_target_url: sloTargetUrl }),
});

const change = (heroku: Heroku, id: string, wanted: Inputs) =>
  heroku.patch(`${pathOf(wanted.team)}/${partsOf(id).key}`, {
    doing: `change identity provider "${wanted.entityId}"`,
    body: bodyOf(wanted),
    answer: z.unknown(),
  });

const isLike = (found: Answer, { certificate, ssoTargetUrl, sloTargetUrl = "" }: Inputs): boolean =>
  found.certificate.trim() === certificate.trim() &&
  found.sso_target_url === ssoTargetUrl &&
  (found.slo_target_url ?? "") === sloTargetUrl;

const findByEntity = async (heroku: Heroku, team: string, entityId: string): Promise<Answer | undefined> =>
  (await heroku.look(pathOf(team), z.array(Answer)))?.find((each) => each.entity_id === entityId);

function requireCertificate(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch {
    throw new WrongInputs([{ path: ["certificate"], reason: "is no certificate in PEM" }]);
  }
}
