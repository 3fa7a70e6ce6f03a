import { z } from "zod";
import { infoOf } from "../add-ons/info.ts";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Name of the Heroku Postgres add-on, such as `postgresql-curly-12345`, or its UUID. */
  addOn: z.string(),
});

const outputs = z.object({
  /** UUID of the add-on, as a `PostgresCredential` takes it. */
  id: z.string(),
  /** Name of the add-on, unique in all of Heroku. */
  name: z.string(),
  /** UUID of the app that pays for it. */
  app: z.string(),
  /** Service and plan, such as `heroku-postgresql:standard-0`. */
  plan: z.string(),
  /** Whether it takes connections: it does not while it is being made or changed. */
  available: z.boolean(),
  /** Status in Heroku's words, such as `Available`. */
  status: z.string().optional(),
  /** Version of PostgreSQL, such as `17.5`. */
  version: z.string().optional(),
  /** Open connections and the plan's limit of them, such as `12/120`. */
  connections: z.string().optional(),
  /** How many tables it has, as text: Heroku adds the plan's limit where there is one. */
  tables: z.string().optional(),
  /** How much it holds, as text such as `8.0 MB`: Heroku adds the plan's limit where there is one. */
  dataSize: z.string().optional(),
  /** Whether Heroku has to maintain it, and when; `not required` where it has not. */
  maintenance: z.string().optional(),
});

const pathsOf = (id: string) => {
  const info = `/client/v11/databases/${id}`;
  return { info, wait: `${info}/wait_status` };
};

/**
 * What Heroku tells of a Postgres database: whether it is available, its version, how full it is.
 * https://devcenter.heroku.com/articles/managing-heroku-postgres-using-cli#pg-info
 *
 * @example
 * const { version, available } = await getPostgres({ addOn: "postgresql-curly-12345" });
 */
export const postgresLookUp = defineLookUp({
  type: "getPostgres",
  inputs,
  outputs,

  async invoke(heroku, { addOn }) {
    const { common, line } = await infoOf(heroku, addOn, "heroku-postgresql", pathsOf);
    return {
      ...common,
      status: line("Status"),
      version: line("PG Version"),
      connections: line("Connections"),
      tables: line("Tables"),
      dataSize: line("Data Size"),
      maintenance: line("Maintenance"),
    };
  },
});
