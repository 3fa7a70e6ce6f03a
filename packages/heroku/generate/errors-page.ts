import { errorCatalogue } from "../define/errors.ts";
import { madeBy } from "./page.ts";

/** The page that explains every error of the provider. */
export function errorsPage(): string {
  const entries = Object.entries(errorCatalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${madeBy("packages/heroku/define/errors.ts")}# Errors of @pulumi/heroku\n`,
    "Every error of the provider ends with its code in brackets, such as `[heroku:refused]`. The codes are stable.\n",
    ...entries.map(([code, { means, wayOut }]) => `## ${code}\n\n${means}\n\n**Way out:** ${wayOut}\n`),
  ].join("\n");
}
