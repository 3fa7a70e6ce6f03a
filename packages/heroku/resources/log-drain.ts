import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { appUuid, idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the log drain. */
  app: idOf("app").meta({ replaces: true }),
  /**
   * Address that the app's log is sent to: `syslog+tls://`, `syslog://`, `https://` or `http://`. It may hold a password,
   * and is secret. An app has 5 drains at most. Changing this replaces the log drain.
   */
  url: z
    .string()
    .regex(/^(syslog|syslog\+tls|https?):\/\/[^/\s]+\S*$/, "is not an address of syslog or HTTP")
    .meta({ replaces: true, secret: true }),
});

const outputs = z.object({
  /** Token that marks the app's lines at the receiving end, such as `d.01234567-89ab-cdef-0123-456789abcdef`. */
  token: z.string().meta({ secret: true }),
});

const Answer = z.object({ id: Uuid, url: z.string(), token: z.string(), created_at: z.string() });
type Answer = z.output<typeof Answer>;

/**
 * A place outside of Heroku that gets an app's log as it is written.
 * https://devcenter.heroku.com/articles/log-drains
 *
 * @example
 * new LogDrain("log", { app: app.id, url: config.requireSecret("drain") });
 */
export const logDrain = defineThing({
  type: "LogDrain",
  importId:
    "the app's name or UUID and the drain's UUID or token, such as `example/d.01234567-89ab-cdef-0123-456789abcdef`",
  inputs,
  outputs,
  claims: { by: ["app", "url"] },

  creation: (heroku, wanted) => creationOf(heroku, wanted),

  async create(heroku, wanted) {
    const { app } = wanted;
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    return { id: idOfApp(app, added.id), outputs: { token: added.token } };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const all = await listOfApp(heroku, `/apps/${given}/log-drains`, Answer);
    const found = all?.find((each) => each.id === key || each.token === key);
    if (!found) return undefined;
    const app = prior?.inputs.app ?? (await appUuid(heroku, given));
    // A drain's address never changes; however Heroku writes it, it is the one that was declared. Where the passphrase of
    // a state was lost, the state has none: then it is what Heroku says.
    return {
      id: idOfApp(app, found.id),
      inputs: { app, url: prior?.inputs.url || found.url },
      outputs: { token: found.token },
    };
  },

  async delete(heroku, id, { app }) {
    await heroku.delete(`/apps/${app}/log-drains/${partsOf(id).key}`, { doing: "remove a log drain" });
  },
});

const creationOf = (heroku: Heroku, { app, url }: z.output<typeof inputs>): Creation<Answer> => ({
  doing: "add a log drain",
  path: `/apps/${app}/log-drains`,
  body: { url },
  answer: Answer,
  find: () => findByAddress(heroku, app, url),
  proof: "absent-before",
  createdAt: (found) => found.created_at,
  importId: (found) => idOfApp(app, found.id),
});

/** By the list: in a path the address would show in messages and in logs on the way. */
async function findByAddress(heroku: Heroku, app: string, url: string): Promise<Answer | undefined> {
  const all = await listOfApp(heroku, `/apps/${app}/log-drains`, Answer);
  return all?.find((each) => each.url === url);
}
