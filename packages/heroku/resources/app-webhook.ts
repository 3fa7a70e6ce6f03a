import { z } from "zod";
import { asDeclared, sameInAnyOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { appUuid, idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the app webhook. */
  app: idOf("app").meta({ replaces: true }),
  /** Address that Heroku notifies. It may hold a token, and is secret. An app has 10 webhooks at most. */
  url: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\S*$/, "is not an address of HTTP")
    .meta({ secret: true }),
  /** What it tells of, such as `api:release` or `api:formation`. */
  include: z.array(z.string().regex(/^api:[a-z-]+$/, "is not an entity such as api:release")).min(1),
  /** Whether Heroku tries once (`notify`), or until it is answered well (`sync`). `notify` by default. */
  level: z.enum(["notify", "sync"]).default("notify"),
  /** What notifications are signed with; Heroku makes up one and tells nobody where it is left out. It is never read back. */
  secret: z.string().optional().meta({ secret: true }),
  /** Header `Authorization` that Heroku sends along. It is never read back. */
  authorization: z.string().optional().meta({ secret: true }),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  url: z.string(),
  include: z.array(z.string()),
  level: z.enum(["notify", "sync"]),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const pathOf = (app: string) => `/apps/${app}/webhooks`;

/**
 * A subscription to what happens to an app: Heroku notifies an address of it.
 * https://devcenter.heroku.com/articles/app-webhooks
 *
 * @example
 * new AppWebhook("releases", { app: app.id, url: "https://hooks.example.com/heroku", include: ["api:release"] });
 */
export const appWebhook = defineThing({
  type: "AppWebhook",
  importId:
    "the app's name or UUID and the webhook's UUID, such as `example/01234567-89ab-cdef-0123-456789abcdef`; secret and authorization are sent again by the next `up` that declares them",
  inputs,
  outputs,
  claims: { by: ["app", "url", "include", "level"] },

  creation: creationOf,

  async create(heroku, wanted) {
    const { app } = wanted;
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    return { id: idOfApp(app, added.id), outputs: {} };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const found = (await listOfApp(heroku, pathOf(given), Answer))?.find((each) => each.id === key);
    if (!found) return undefined;
    const app = prior?.inputs.app ?? (await appUuid(heroku, given));
    const { url, level } = found;
    const { secret, authorization } = prior?.inputs ?? {};
    const include = asDeclared(prior?.inputs.include, found.include);
    const inputs = { app, url, include, level, secret, authorization };
    return { id: idOfApp(app, found.id), inputs, outputs: {} };
  },

  async update(heroku, id, wanted) {
    await change(heroku, id, wanted);
    return {};
  },

  async delete(heroku, id, { app }) {
    await heroku.delete(`${pathOf(app)}/${partsOf(id).key}`, { doing: "remove a webhook" });
  },
});

function creationOf(heroku: Heroku, wanted: z.output<typeof inputs>): Creation<z.output<typeof Answer>> {
  const { app } = wanted;
  return {
    doing: "add a webhook",
    path: pathOf(app),
    body: bodyOf(wanted),
    answer: Answer,
    find: async () => (await listOfApp(heroku, pathOf(app), Answer))?.find((each) => isSame(each, wanted)),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => idOfApp(app, found.id),
  };
}

const isSame = (found: Answer, { url, include, level }: Inputs) =>
  found.url === url && found.level === level && sameInAnyOrder(found.include, include);

const bodyOf = ({ url, include, level, secret, authorization }: Inputs) => ({
  url,
  include,
  level,
  secret,
  authorization,
});

/** What is declared no more is taken back. */
const change = (heroku: Heroku, id: string, wanted: Inputs) =>
  heroku.patch(`${pathOf(wanted.app)}/${partsOf(id).key}`, {
    doing: "change a webhook",
    body: { ...bodyOf(wanted), secret: wanted.secret ?? null, authorization: wanted.authorization ?? null },
    answer: Answer,
  });
