import { z } from "zod";
import { AddOnAnswer, findNamed } from "../add-ons/add-on.ts";
import { defineThing } from "../define/definition.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const inputs = z.object({
  /**
   * UUID of the Heroku Postgres add-on that reads the other one (`addOn.id`), of any tier but Essential. Changing this replaces
   * the link.
   */
  addOn: idOf("add-on").meta({ replaces: true }),
  /** UUID of the add-on that is read: Heroku Postgres of any tier but Essential. Changing this replaces the link. */
  remote: idOf("add-on").meta({ replaces: true }),
  /**
   * Name of the link, and of the schema in the database that has the other one's tables: small letters, digits and _, 63 at
   * most. Changing this replaces the link.
   */
  name: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, "is not 1 to 63 small letters, digits and _, of which the first is no digit")
    .meta({ replaces: true }),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

/** The Data API has no published schema: this is what Heroku's CLI reads (unverified). */
const Answer = z.object({ name: z.string(), remote: z.object({ name: z.string() }), created_at: z.string() });
type Answer = z.output<typeof Answer>;

/**
 * A link from one Heroku Postgres database to another, whose tables can then be read and written in SQL as `name.table` (a
 * foreign data wrapper). Deleting it deletes that schema, with the views that somebody has made in it; the other database's
 * data stays.
 * https://devcenter.heroku.com/articles/heroku-data-links
 *
 * @example
 * const ledger = new AddOn("ledger", { app: app.id, plan: "heroku-postgresql:standard-0" });
 * new PostgresLink("ledger", { addOn: database.id, remote: ledger.id, name: "ledger" });
 */
export const postgresLink = defineThing({
  type: "PostgresLink",
  importId: "the add-on's name or UUID and the link's name, such as `postgresql-curved-12345/ledger`",
  inputs,
  outputs,
  claims: { by: ["addOn", "name"] },
  // A database has one link of a name.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn, remote }, prior) {
    if (!prior && addOn !== undefined) await requireStandard(heroku, addOn, "has links");
    if (!prior && remote !== undefined) await requireStandard(heroku, remote, "can be linked to", "remote");
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    await heroku.createOnce(await creationOf(heroku, wanted));
    const id = idOfApp(wanted.addOn, wanted.name);
    return { id, outputs: {} };
  },

  async read(heroku, id) {
    const { app: given, key: name } = partsOf(id);
    const found = (await heroku.find(pathOf(given), z.array(Answer)))?.find((each) => each.name === name);
    if (!found) return undefined;
    const all = await heroku.list("/addons", AddOnAnswer);
    const called = (word: string) => all.find((each) => each.id === word || each.name === word)?.id;
    const addOn = Uuid.safeParse(given).data ?? called(given) ?? given;
    // What is linked to may belong to an account that this key does not see.
    const remote = called(found.remote.name) ?? found.remote.name;
    return { id: idOfApp(addOn, name), inputs: { addOn, remote, name }, outputs: {} };
  },

  async delete(heroku, _id, { addOn, name }) {
    await heroku.delete(`${pathOf(addOn)}/${name}`, { doing: `delete link "${name}"` });
  },
});

async function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Promise<Creation<unknown>> {
  const { addOn, remote, name } = wanted;
  const target = (await findNamed(heroku, remote)).name;
  return {
    doing: `link ${target} as "${name}"`,
    path: pathOf(addOn),
    body: { as: name, target },
    answer: Answer,
    find: () => findTo(heroku, wanted, target),
    proof: "absent-before",
    createdAt: (found) => (found as z.output<typeof Answer>).created_at,
    importId: () => idOfApp(addOn, name),
  };
}

const pathOf = (addOn: string) => `/client/v11/databases/${addOn}/links`;

/** A link of this name to something else is none of ours: Heroku refuses the name then. */
async function findTo(heroku: Heroku, { addOn, name }: Inputs, target: string): Promise<Answer | undefined> {
  const found = await heroku.look(pathOf(addOn), z.array(Answer));
  return found?.find((each) => each.name === name && each.remote.name === target);
}
