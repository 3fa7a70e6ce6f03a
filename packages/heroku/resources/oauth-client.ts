import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { UnknownOutcome } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** What people read when they are asked for access. No other client of the account may have it. */
  name: z.string().min(1),
  /** Where people come back to when they have answered: an HTTPS address, or an HTTP one of `localhost`. */
  redirectUri: z
    .string()
    .regex(
      /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(?=[:/]|$))\S+$/,
      "is no HTTPS address, nor one of localhost",
    ),
  /** Any text, such as `2026-11`: another one makes another secret, and the one before is good for nothing at once. */
  rotation: z.string().optional(),
});

const outputs = z.object({
  /** UUID of the client, which it shows to Heroku together with the secret. */
  clientId: z.string(),
  /** Secret of the client. */
  secret: z.string().meta({ secret: true, changesWith: ["rotation"] }),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  redirect_uri: z.string(),
  secret: z.string(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const ALL = "/oauth/clients";

/**
 * A program that asks people with Heroku accounts for access to them. Deleting it ends all access that people gave it.
 * https://devcenter.heroku.com/articles/oauth#register-client
 *
 * @example
 * const client = new OauthClient("dashboard", { name: "Dashboard", redirectUri: "https://dashboard.example.com/callback" });
 * new ConfigVars("dashboard", {
 *   app: app.id,
 *   vars: { HEROKU_OAUTH_ID: client.clientId },
 *   secretVars: { HEROKU_OAUTH_SECRET: client.secret },
 * });
 */
export const oauthClient = defineThing({
  type: "OauthClient",
  importId: "its UUID, as `heroku clients` lists it",
  inputs,
  outputs,
  claims: { by: ["name"] },

  async preview(heroku, { rotation }, prior) {
    if (prior && rotation !== undefined && rotation !== prior.inputs.rotation)
      heroku.warn(
        "rotating an OAuth client ends its secret at once: nobody can sign in until the program has the new one",
      );
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    const outputs = outputsOf(made);
    // What an attempt that was cut short has left may be of other inputs.
    if (made.redirect_uri !== wanted.redirectUri) {
      heroku.made(made.id, outputs, { ...wanted, redirectUri: made.redirect_uri });
      await change(heroku, made.id, wanted);
    }
    return { id: made.id, outputs };
  },

  async read(heroku, id, prior) {
    const found = (await heroku.list(ALL, Answer)).find((each) => each.id === id);
    if (!found) return undefined;
    // Of rotations Heroku knows nothing.
    const inputs = { name: found.name, redirectUri: found.redirect_uri, rotation: prior?.inputs.rotation };
    return { id: found.id, inputs, outputs: outputsOf(found) };
  },

  async update(heroku, id, wanted, prior) {
    const { name, redirectUri, rotation } = wanted;
    let { outputs } = prior;
    if (name !== prior.inputs.name || redirectUri !== prior.inputs.redirectUri) {
      outputs = outputsOf(await change(heroku, id, wanted));
      heroku.made(id, outputs, { ...wanted, rotation: prior.inputs.rotation });
    }
    const rotates = rotation !== undefined && rotation !== prior.inputs.rotation;
    return rotates ? rotate(heroku, id, name, outputs.secret) : outputs;
  },

  async delete(heroku, id, { name }) {
    await heroku.delete(`${ALL}/${id}`, { doing: `delete OAuth client "${name}"` });
  },
});

function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Creation<z.output<typeof Answer>> {
  return {
    doing: `make OAuth client "${wanted.name}"`,
    path: ALL,
    body: bodyOf(wanted),
    answer: Answer,
    find: async () => (await heroku.look(ALL, z.array(Answer)))?.find(({ name }) => name === wanted.name),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => found.id,
  };
}

const bodyOf = ({ name, redirectUri }: Inputs) => ({ name, redirect_uri: redirectUri });

const outputsOf = ({ id, secret }: Answer): Outputs => ({ clientId: id, secret });

const change = (heroku: Heroku, id: string, wanted: Inputs): Promise<Answer> =>
  heroku.patch(`${ALL}/${id}`, {
    doing: `change OAuth client "${wanted.name}"`,
    body: bodyOf(wanted),
    answer: Answer,
  });

/** A lost answer is no failure where the secret is another one since. */
async function rotate(heroku: Heroku, id: string, name: string, before: string): Promise<Outputs> {
  const write = { doing: `make another secret of OAuth client "${name}"`, answer: Answer };
  try {
    return outputsOf(await heroku.post(`${ALL}/${id}/actions/rotate-credentials`, write));
  } catch (error) {
    const found = error instanceof UnknownOutcome ? await heroku.look(`${ALL}/${id}`, Answer) : undefined;
    if (!found || found.secret === before) throw error;
    return outputsOf(found);
  }
}
