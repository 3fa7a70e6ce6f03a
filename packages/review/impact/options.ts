import type { ChangedPath, Impact, ReviewedChange } from "../model.ts";
import { nameOf } from "../names.ts";
import { typeInWords } from "../words.ts";
import { appNameOf, type Scene, textOf } from "./scene.ts";

/** What the options of a resource bring about, of whatever type it is. */
export function ofOptions(change: ReviewedChange, scene: Scene): Impact[] {
  const { type, name, before, after, paths } = change;
  const view = after ?? before;
  const what = [typeInWords(type), (view && nameOf(view, scene.all)) ?? name].join(" ");
  const app = appNameOf(change, scene);
  return paths.flatMap(({ path, before, after }: ChangedPath): Impact[] => {
    if (path === "opts.protect" && after === false)
      return [{ kind: "protection", app, text: `Pulumi no longer protects ${what} from deletion.` }];
    if (path === "opts.provider")
      return [
        {
          kind: "access",
          app,
          text: `${upperFirst(what)} is managed by provider ${after} instead of ${before}, maybe with another account.`,
        },
      ];
    return [];
  });
}

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The account of an explicit provider, or of Pulumi's own, is that of the API key in the variable which it names. */
export function ofProvider({ op, name, paths, after }: ReviewedChange): Impact[] {
  if (op !== "update" && op !== "replace") return [];
  const keys = paths.filter(({ path }) => path === "keyVariable");
  const variable = textOf(after?.inputs.keyVariable) ?? "HEROKU_API_KEY";
  const text =
    keys.length > 0
      ? `Every resource of provider ${name} is managed with the API key in ${variable} from now on, maybe of another account.`
      : `Every resource of provider ${name} is managed with its new configuration from now on.`;
  return [{ kind: "access", text }];
}
