import { z } from "zod";
import { inDeclaredOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const Scope = z.enum(["global", "identity", "read", "write", "read-protected", "write-protected"]);

const inputs = z.object({
  /**
   * What the token is for, as `heroku authorizations` lists it. No other authorization of the account that may do the same
   * has it: that one would be taken for this one.
   */
  description: z.string().min(1),
  /**
   * What the token may do: `global` everything, `identity` read the account, `read` and `write` all but the account,
   * config vars and other secrets, `read-protected` and `write-protected` those secrets too. `["global"]` by default.
   * Changing this replaces the authorization.
   */
  scope: z.array(Scope).min(1).default(["global"]).meta({ replaces: true }),
  /**
   * Seconds from its creation until the token is over; it never is by default. An imported authorization has none.
   * Changing this replaces the authorization.
   */
  expiresIn: z.int().positive().optional().meta({ replaces: true }),
  /** Any text, such as `2026-11`: another one makes another token, and the one before is good for nothing at once. */
  rotation: z.string().optional(),
});

const outputs = z.object({
  /**
   * The token: an API key of the account. Empty after an import where Heroku does not tell it; the next update then makes
   * another one.
   */
  token: z.string().meta({ secret: true, changesWith: ["rotation"] }),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

const Answer = z.object({
  id: Uuid,
  description: z.string(),
  scope: z.array(z.string()),
  access_token: z.object({ token: z.string().nullish(), expires_in: z.number().nullish() }).nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const ALL = "/oauth/authorizations";

/**
 * A key to the API for a program, such as a build server's: deleting it here ends it. It opens all that its scope says, of
 * the whole account: keep it where secrets are kept. It is made for no OAuth client; those get theirs when somebody signs in.
 * https://devcenter.heroku.com/articles/oauth
 *
 * @example
 * const key = new OauthAuthorization("ci", { description: "build server", scope: ["read", "write"], rotation: "2026-11" });
 * new ConfigVars("builder", { app: app.id, secretVars: { HEROKU_API_KEY: key.token } });
 */
export const oauthAuthorization = defineThing({
  type: "OauthAuthorization",
  importId: "its UUID, as `heroku authorizations` lists it",
  inputs,
  outputs,
  claims: { by: ["description", "scope"] },

  async preview(heroku, { rotation }, prior) {
    if (prior && rotation !== undefined && rotation !== prior.inputs.rotation)
      heroku.warn("rotating an authorization ends its token at once, wherever it is used");
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    const token = tokenIn(made);
    if (token !== undefined) return { id: made.id, outputs: { token } };
    // Found after a lost answer, by a list that does not tell it. Nobody knows the token, so another one harms nobody.
    heroku.made(made.id, { token: "" });
    return { id: made.id, outputs: await regenerate(heroku, made) };
  },

  async read(heroku, id, prior) {
    const found = (await heroku.list(ALL, Answer)).find((each) => each.id === id);
    if (!found) return undefined;
    const { expiresIn, rotation } = prior?.inputs ?? {};
    const inputs = {
      description: found.description,
      scope: inDeclaredOrder(Scope.options, found.scope, prior?.inputs.scope),
    };
    return {
      id: found.id,
      // How long is left Heroku says, and not how long it was in the beginning; of rotations it knows nothing.
      inputs: { ...inputs, expiresIn, rotation },
      outputs: { token: tokenIn(found) ?? prior?.outputs.token ?? "" },
    };
  },

  async update(heroku, id, { description, rotation }, prior) {
    let { outputs } = prior;
    if (description !== prior.inputs.description) {
      await heroku.patch(`${ALL}/${id}`, {
        doing: `describe an authorization as "${description}"`,
        body: { description },
        answer: z.unknown(),
      });
      heroku.made(id, outputs, { ...prior.inputs, description });
    }
    const rotates = rotation !== undefined && rotation !== prior.inputs.rotation;
    if (rotates || outputs.token === "") outputs = await regenerate(heroku, { id, description });
    return outputs;
  },

  async delete(heroku, id, { description }) {
    await heroku.delete(`${ALL}/${id}`, { doing: `revoke authorization "${description}"` });
  },
});

function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Creation<z.output<typeof Answer>> {
  const { description, scope, expiresIn } = wanted;
  return {
    doing: `make authorization "${description}"`,
    path: ALL,
    body: { description, scope, ...(expiresIn === undefined ? {} : { expires_in: expiresIn }) },
    answer: Answer,
    find: async () => (await heroku.look(ALL, z.array(Answer)))?.find(isLike(wanted)),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => found.id,
  };
}

const tokenIn = ({ access_token }: Answer): string | undefined => access_token?.token || undefined;

/** One that may do more, or for longer, than what is declared is never taken for it. */
const isLike =
  ({ description, scope, expiresIn = Infinity }: Inputs) =>
  (found: Answer): boolean =>
    found.description === description &&
    inDeclaredOrder(Scope.options, found.scope, scope) === scope &&
    (found.access_token?.expires_in ?? Infinity) <= expiresIn;

/** A lost answer leaves nobody with the token that it held: it is asked for once more. */
async function regenerate(heroku: Heroku, { id, description }: Pick<Answer, "id" | "description">): Promise<Outputs> {
  const made = await heroku.post(`${ALL}/${id}/actions/regenerate-tokens`, {
    doing: `make another token of authorization "${description}"`,
    answer: Answer,
    repeatable: true,
  });
  return { token: tokenIn(made) ?? "" };
}
