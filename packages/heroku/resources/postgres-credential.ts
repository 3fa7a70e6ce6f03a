import { z } from "zod";
import { isEssential } from "../add-ons/plan-name.ts";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure, UnknownOutcome, WrongInputs } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`). Changing this replaces the credential. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /**
   * Name of the credential, such as `readonly`; `default` is the one that each database has, and the only one of the
   * Essential plans. Changing this replaces the credential.
   */
  name: z
    .string()
    .regex(
      /^[A-Za-z][\w-]{0,49}$/,
      "does not begin with a letter, is longer than 50, or has other characters than _ and -",
    )
    .meta({ replaces: true }),
  /**
   * Any text, such as `2026-11`: another one rotates the credential. Old connections are closed and the apps that it is
   * attached to restart. Declared for `default`, it rotates at once; a credential that is made is new anyway.
   */
  rotation: z.string().optional(),
});

const outputs = z.object({
  /** What an `AddOnAttachment` names it by: `credential:readonly`; absent for `default`. */
  namespace: z.string().optional(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

/** Its password is not read, and stands in no state: apps get it as a config var of an attachment. */
const Answer = z.object({ name: z.string(), state: z.string() });
type Answer = z.output<typeof Answer>;
const AddOn = z.object({ id: Uuid, name: z.string(), plan: z.object({ name: z.string() }) });

/** What each database is made with. */
const DEFAULT = "default";

/** Heroku leaves connections of a named credential half an hour; https://devcenter.heroku.com/articles/heroku-postgresql-credentials */
const ROTATION_MS = 60 * 60_000;

/**
 * A user of a Heroku Postgres database, with a password that changes when `rotation` does. An `AddOnAttachment` with its
 * `namespace` gives it to an app; what it may do in the database is said there, in SQL. What it owns goes to the default
 * credential when it is deleted; deleting `default` only forgets it.
 * https://devcenter.heroku.com/articles/heroku-postgresql-credentials
 *
 * @example
 * const readonly = new PostgresCredential("readonly", { addOn: database.id, name: "readonly", rotation: "2026-11" });
 * new AddOnAttachment("reports", {
 *   app: app.id,
 *   addOn: database.id,
 *   name: "DATABASE_READONLY",
 *   namespace: "credential:readonly",
 * }, { dependsOn: readonly });
 */
export const postgresCredential = defineThing({
  type: "PostgresCredential",
  importId: "the add-on's name or UUID and the credential's name, such as `postgresql-curved-12345/readonly`",
  inputs,
  outputs,
  claims: { by: ["addOn", "name"] },

  async preview(heroku, { addOn, name, rotation }, prior) {
    if (addOn !== undefined && name !== undefined && !prior) await refuseOnEssential(heroku, addOn, name);
    if (rotation !== undefined && rotation !== prior?.inputs.rotation && (prior || name === DEFAULT))
      heroku.warn("rotating a credential closes its connections and restarts the apps that it is attached to");
    return name === undefined ? {} : outputsOf(name);
  },

  creation: (heroku, wanted) => (wanted.name === DEFAULT ? undefined : creationOf(heroku, wanted)),

  async create(heroku, wanted) {
    const { addOn, name, rotation } = wanted;
    const id = idOfApp(addOn, name);
    if (name === DEFAULT) {
      if (rotation !== undefined) await rotate(heroku, wanted);
      return { id, outputs: outputsOf(name) };
    }
    await heroku.createOnce(creationOf(heroku, wanted));
    heroku.made(id, outputsOf(name));
    return { id, outputs: await untilActive(heroku, wanted) };
  },

  async read(heroku, id, prior) {
    const { app: given, key: name } = partsOf(id);
    const found = (await heroku.find(pathOf(given), z.array(Answer)))?.find((each) => each.name === name);
    if (!found) return undefined;
    const addOn = prior?.inputs.addOn ?? (await addOnOf(heroku, given))?.id ?? given;
    // Which text its last rotation had, Heroku does not know.
    const inputs = { addOn, name, rotation: prior?.inputs.rotation };
    return { id: idOfApp(addOn, name), inputs, outputs: outputsOf(name) };
  },

  async update(heroku, _id, wanted, prior) {
    const rotates = wanted.rotation !== undefined && wanted.rotation !== prior.inputs.rotation;
    return rotates ? rotate(heroku, wanted) : untilActive(heroku, wanted);
  },

  async delete(heroku, _id, { addOn, name }) {
    if (name === DEFAULT) return;
    await heroku.delete(`${pathOf(addOn)}/${name}`, { doing: `delete credential "${name}"` });
  },
});

function creationOf(heroku: Heroku, { addOn, name }: z.output<typeof inputs>): Creation<unknown> {
  return {
    doing: `make credential "${name}"`,
    path: pathOf(addOn),
    body: { name },
    answer: z.unknown(),
    find: () => lookUp(heroku, addOn, name),
    proof: "absent-before",
    importId: () => idOfApp(addOn, name),
  };
}

/**
 * Heroku's CLI makes and deletes credentials with the authorization that it uses everywhere, and reads them with Basic: that
 * reading takes the usual one too is (unverified).
 */
const pathOf = (addOn: string) => `/postgres/v0/databases/${addOn}/credentials`;

const outputsOf = (name: string): Outputs => (name === DEFAULT ? {} : { namespace: `credential:${name}` });

async function lookUp(heroku: Heroku, addOn: string, name: string): Promise<Answer | undefined> {
  return (await heroku.look(pathOf(addOn), z.array(Answer)))?.find((each) => each.name === name);
}

/** An answer that is lost is no failure where the credential rotates; where it does not, nothing has happened. */
async function rotate(heroku: Heroku, wanted: Inputs): Promise<Outputs> {
  const { addOn, name } = wanted;
  const write = { doing: `rotate credential "${name}"`, body: {}, answer: z.unknown() };
  await heroku.post(`${pathOf(addOn)}/${name}/credentials_rotation`, write).catch(async (error: unknown) => {
    if (!(error instanceof UnknownOutcome) || (await lookUp(heroku, addOn, name))?.state === "active") throw error;
  });
  heroku.made(idOfApp(addOn, name), outputsOf(name));
  return untilActive(heroku, wanted);
}

async function untilActive(heroku: Heroku, { addOn, name }: Inputs): Promise<Outputs> {
  await heroku.wait({
    what: `credential "${name}" to be active`,
    timeoutMs: ROTATION_MS,
    async probe() {
      const found = await lookUp(heroku, addOn, name);
      if (!found) throw new HerokuFailure("failed", `Credential "${name}" is gone`);
      return found.state === "active" ? found : undefined;
    },
  });
  return outputsOf(name);
}

const addOnOf = async (heroku: Heroku, addOn: string) =>
  (await heroku.list("/addons", AddOn)).find(({ id, name }) => id === addOn || name === addOn);

async function refuseOnEssential(heroku: Heroku, addOn: string, name: string): Promise<void> {
  const plan = name === DEFAULT ? undefined : (await addOnOf(heroku, addOn))?.plan.name;
  if (plan === undefined || !isEssential(plan)) return;
  const reason = `"${name}" needs another plan than ${plan}: the Essential plans have the credential "${DEFAULT}" only`;
  throw new WrongInputs([{ path: ["name"], reason }]);
}
