import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { UNKNOWN } from "../define/values.ts";
import { archiveOf, checksumOf, send, sourceAt } from "../deploy/packing.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Other apps of the same owner can run the slug too. */
  app: idOf("app"),
  /**
   * Folder with the code as it is to run, relative to the project: everything in it goes, but `.git`. Or a `.tar.gz` archive
   * of such, with everything under `./app`. At most 500 MB, compressed.
   */
  source: z.string().min(1),
  /** Command by process type, as a `Procfile` has them: `{ web: "gunicorn site" }`. */
  processTypes: z.record(z.string().regex(/^[-\w]{1,128}$/, "is not the name of a process type"), z.string().min(1)),
  /** Stack that the code was built for, such as `heroku-24`. That of the app's next build where it is left out. */
  stack: z.string().optional(),
  /** Commit of the code, as text for people. */
  commit: z.string().optional(),
  /** Hash of the source, the same on every machine. It is computed; whatever is given here is replaced. */
  hash: z.string().optional(),
});

const outputs = z.object({
  /** UUID of the slug, for a `Release`. */
  slug: z.string(),
  /** Hash of its archive, `SHA256:` and 64 digits, as Heroku shows it. */
  checksum: z.string(),
});

const Answer = z.object({ id: Uuid, blob: z.object({ url: z.string() }) });

/**
 * A slug of code that was built elsewhere, once for each content of the source: Heroku builds nothing. A `Release` runs it.
 * Deleting it forgets it: Heroku keeps a slug as long as an app may go back to it. For apps of the Cedar generation.
 * https://devcenter.heroku.com/articles/platform-api-deploying-slugs
 *
 * @example
 * const { slug } = new Slug("code", { app: app.id, source: "./dist", processTypes: { web: "./server" } });
 * new Release("code", { app: app.id, slug });
 */
export const slug = defineEvent({
  type: "Slug",
  inputs,
  outputs,

  async derive({ source }) {
    return { hash: source === undefined ? UNKNOWN : (await sourceAt(source, "readSlug")).hash };
  },

  async create(heroku, { app, source, processTypes, stack, commit, hash }) {
    const archive = await archiveOf(source, await sourceAt(source, "readSlug"), hash);
    const checksum = checksumOf(archive);
    const { id, blob } = await heroku.post(`/apps/${app}/slugs`, {
      doing: `make a slug of "${source}"`,
      body: { process_types: processTypes, checksum, commit, stack },
      answer: Answer,
      // One whose answer was lost has no archive, is listed nowhere, runs nowhere and costs nothing.
      repeatable: true,
    });
    await send(heroku, blob.url, archive);
    return { id, outputs: { slug: id, checksum } };
  },
});
