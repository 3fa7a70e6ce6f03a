import { z } from "zod";
import { AttachmentAnswer, AttachmentName, detach, findAttachment } from "../add-ons/attachment.ts";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { partsOf } from "../define/of-app.ts";
import { idOf } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const inputs = z.object({
  /** UUID of the app that gets the config var (`app.id`). Changing this replaces the pooling. */
  app: idOf("app").meta({ replaces: true }),
  /** UUID of the Heroku Postgres add-on (`addOn.id`), of any tier but Essential. Changing this replaces the pooling. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /**
   * What the name of the config var begins with: `DATABASE_CONNECTION_POOL`, the default, gives `DATABASE_CONNECTION_POOL_URL`.
   * Under that name `heroku pg:promote` takes the pooling along to the database that it promotes. Changing this replaces the
   * pooling.
   */
  name: AttachmentName.default("DATABASE_CONNECTION_POOL").meta({ replaces: true }),
});

const outputs = z.object({
  /** Names of the config vars that it sets on the app. */
  configVars: z.array(z.string()),
});

type Inputs = z.output<typeof inputs>;

/** Heroku pools connections of the default credential only; the word for it is what its CLI looks for (`pg:promote`). */
const CREDENTIAL = "default";
const NAMESPACE = `connection-pooling:${CREDENTIAL}`;

/**
 * A pool of connections to a Heroku Postgres database (PgBouncer, on the database's own server): an app that uses the config
 * var shares them, and more dynos need no more of the plan's connections. It works in transaction mode, so what lasts for a
 * session, such as prepared statements, needs `DATABASE_URL`. Making and deleting it restarts the app.
 * https://devcenter.heroku.com/articles/postgres-connection-pooling
 *
 * @example
 * new PostgresConnectionPooling("pool", { app: app.id, addOn: database.id });
 */
export const postgresConnectionPooling = defineThing({
  type: "PostgresConnectionPooling",
  importId: "the app's name and the attachment's, such as `example/DATABASE_CONNECTION_POOL`, or the attachment's UUID",
  inputs,
  outputs,
  claims: { by: ["app", "name"] },
  // An app has one attachment of a name.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn, name }, prior) {
    if (!prior && addOn !== undefined) await requireStandard(heroku, addOn, "pools connections");
    return name === undefined ? {} : outputsOf(name);
  },

  async create(heroku, wanted) {
    const { id } = (await find(heroku, wanted)) ?? (await attachPool(heroku, wanted));
    return { id, outputs: outputsOf(wanted.name) };
  },

  async read(heroku, id) {
    const all = await heroku.list("/addon-attachments", AttachmentAnswer);
    const { app, key } = partsOf(id);
    const found =
      all.find((each) => each.id === id) ?? (key === "" ? undefined : await findAttachment(heroku, app, key));
    if (found?.namespace !== NAMESPACE) return undefined;
    const { addon, name } = found;
    return { id: found.id, inputs: { app: found.app.id, addOn: addon.id, name }, outputs: outputsOf(name) };
  },

  async delete(heroku, id, { name }) {
    await detach(heroku, { id, name });
  },
});

const outputsOf = (name: string) => ({ configVars: [`${name}_URL`] });

async function find(heroku: Heroku, { app, addOn, name }: Inputs): Promise<AttachmentAnswer | undefined> {
  const found = await heroku.look(`/apps/${app}/addon-attachments/${name}`, AttachmentAnswer);
  return found?.addon.id === addOn && found.namespace === NAMESPACE ? found : undefined;
}

/**
 * The Data API makes the attachment, and has no published schema: that it answers with it as the Platform API would is
 * (unverified). A name that is something else's is refused by Heroku.
 */
function attachPool(heroku: Heroku, wanted: Inputs): Promise<AttachmentAnswer> {
  const { app, addOn, name } = wanted;
  return heroku.createOnce({
    doing: `pool connections as ${name}`,
    path: `/client/v11/databases/${addOn}/connection-pooling`,
    body: { app, credential: CREDENTIAL, name },
    answer: AttachmentAnswer,
    find: () => find(heroku, wanted),
    proof: "same",
    importId: () => `${app}/${name}`,
  });
}
