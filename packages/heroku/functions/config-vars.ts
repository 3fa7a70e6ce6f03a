import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";

const inputs = z.object({
  /** Name or UUID of the app. */
  app: z.string(),
  /** The config vars that are wanted; all of them where it is left out. One that the app does not have is an error. */
  keys: z.array(z.string()).optional(),
});

const outputs = z.object({
  /** Values by key, those of add-ons as well. All of them are secret. */
  vars: z.record(z.string(), z.string()).meta({ secret: true }),
});

/**
 * What an app's config vars are now, such as the `DATABASE_URL` that an add-on has set. Use `getConfigVarsOutput`: it keeps
 * the values secret, while a promise gives them in clear.
 * https://devcenter.heroku.com/articles/config-vars
 *
 * @example
 * const { vars } = await getConfigVars({ app: "example-staging", keys: ["DATABASE_URL"] });
 */
export const configVarsLookUp = defineLookUp({
  type: "getConfigVars",
  inputs,
  outputs,

  async invoke(heroku, { app, keys }) {
    const vars = await heroku.get(`/apps/${app}/config-vars`, z.record(z.string(), z.string()));
    if (!keys) return { vars };
    const missing = keys.flatMap((key, index) =>
      Object.hasOwn(vars, key)
        ? []
        : [{ path: ["keys", index], reason: `"${key}" is not set on the app${didYouMean(key, Object.keys(vars))}` }],
    );
    if (missing.length > 0) throw new WrongInputs(missing);
    return { vars: Object.fromEntries(keys.map((key) => [key, vars[key] as string])) };
  },
});
