import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`); its dynos can't be of size eco. Changing this replaces the automatic certificates. */
  app: idOf("app").meta({ replaces: true }),
});

const outputs = z.object({});

const Answer = z.object({ id: Uuid, name: z.string(), acm: z.boolean() });
type Answer = z.output<typeof Answer>;

/**
 * Certificates that Heroku gets and renews by itself for every domain of an app whose DNS leads to it. Wildcard domains
 * need an `SniEndpoint` instead.
 * https://devcenter.heroku.com/articles/automated-certificate-management
 *
 * @example
 * new AutomaticCertificates("certificates", { app: app.id });
 */
export const automaticCertificates = defineThing({
  type: "AutomaticCertificates",
  importId: "the app's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["app"] },

  async create(heroku, { app }) {
    await heroku.createOnce({
      doing: "enable automatic certificates",
      path: `/apps/${app}/acm`,
      answer: Answer,
      find: async () => onlyIfOn(await heroku.look(`/apps/${app}`, Answer)),
      proof: "same",
      importId: () => app,
    });
    return { id: app, outputs: {} };
  },

  async read(heroku, id) {
    const found = onlyIfOn(await findApp(heroku, id));
    return found && { id: found.id, inputs: { app: found.id }, outputs: {} };
  },

  async delete(heroku, id) {
    await heroku.delete(`/apps/${id}/acm`, { doing: "disable automatic certificates" });
  },
});

const onlyIfOn = (found: Answer | undefined) => (found?.acm ? found : undefined);

async function findApp(heroku: Heroku, id: string): Promise<Answer | undefined> {
  const listed = (await heroku.list("/apps", Answer)).find((each) => each.id === id || each.name === id);
  return listed ?? heroku.find(`/apps/${id}`, Answer);
}
