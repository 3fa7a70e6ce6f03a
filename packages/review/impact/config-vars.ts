import type { ReviewedChange } from "../model.ts";
import { isRecord } from "../preview/values.ts";
import type { Rule } from "./scene.ts";

/**
 * However many change, they are one release. https://devcenter.heroku.com/articles/config-vars
 * A key that moves between `vars` and `secretVars` counts as changed, as whether its value is another one is a secret.
 */
export const configVars: Rule = {
  releases: ({ op, paths, before, after }) => {
    // Whether there is anything else to remove the provider's preview says: at most it is a release.
    if (op === "update" && after?.inputs.exclusive === true && before?.inputs.exclusive !== true) return 1;
    if (op === "update") return paths.some(({ path }) => /^(vars|secretVars)\b/.test(path)) ? 1 : 0;
    return holdsAny(op === "delete" ? before : after) ? 1 : 0;
  },
};

/** Secrets may be masked as a whole. */
function holdsAny(view: ReviewedChange["after"]): boolean {
  const { vars, secretVars } = view?.inputs ?? {};
  return [vars, secretVars].some((each) => (isRecord(each) ? Object.keys(each).length > 0 : each !== undefined));
}
