import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { lookUp, lookUpOutput } from "../define/sdk.ts";

const inputs = z.object({
  /** Name or UUID of the Heroku Postgres add-on. */
  addOn: z.string(),
});

const outputs = z.object({
  /** UUID of the add-on. */
  id: z.string(),
  /** Name of the add-on. */
  name: z.string(),
  /** Plan, such as `heroku-postgresql:standard-0`. */
  plan: z.string(),
  /** Whether it answers, such as `Available`. */
  status: z.string(),
  /** Version of PostgreSQL, such as `17.5`. */
  version: z.string().optional(),
  /** Tables, as Heroku last counted them. */
  tables: z.int().optional(),
  /** Everything that `heroku pg:info` tells, by its titles: `{ "Data Size": "8.0 MB" }`. Lines of a title are joined by commas. */
  info: z.record(z.string(), z.string()),
});

const AddOn = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.object({ name: z.string() }),
  addon_service: z.object({ name: z.string() }),
});

/** The Data API has no published schema: this is what Heroku's CLI reads (unverified). */
const Info = z.object({ info: z.array(z.object({ name: z.string(), values: z.array(z.coerce.string()).nullish() })) });

export const postgresLookUp = defineLookUp({
  type: "getPostgres",
  inputs,
  outputs,

  async invoke(heroku, { addOn }) {
    const { id, name, plan, addon_service } = await heroku.get(`/addons/${addOn}`, AddOn);
    if (addon_service.name !== "heroku-postgresql") {
      throw new WrongInputs([
        { path: ["addOn"], reason: `"${addOn}" is of ${addon_service.name}, not Heroku Postgres` },
      ]);
    }
    const told = await heroku.get(`/client/v11/databases/${id}`, Info);
    const info = Object.fromEntries(told.info.map((line) => [line.name, (line.values ?? []).join(", ")]));
    const tables = Number.parseInt(info.Tables ?? "", 10);
    return {
      ...{ id, name, plan: plan.name, status: info.Status ?? "", info },
      version: info["PG Version"],
      tables: Number.isNaN(tables) ? undefined : tables,
    };
  },
});

/**
 * What Heroku tells of a Heroku Postgres database: whether it answers, its version, its size.
 * https://devcenter.heroku.com/articles/heroku-postgresql
 *
 * @example
 * const { status, version } = await getPostgres({ addOn: "postgresql-curved-12345" });
 */
export const getPostgres = lookUp(postgresLookUp);

/** `getPostgres` with arguments that may be outputs. */
export const getPostgresOutput = lookUpOutput(postgresLookUp);
