import type { Documented, Model } from "./model.ts";
import { exampleText, madeBy } from "./page.ts";

const KINDS = [
  { kind: "thing", title: "Things", text: "They exist: they can be made, changed, read, imported and deleted." },
  { kind: "event", title: "Events", text: "They happen once for each value of their inputs; deleting one forgets it." },
  { kind: "look-up", title: "Look-ups", text: "They ask Heroku and change nothing." },
] as const;

/** The index of the reference, with what configures the provider itself. */
export function indexPage({ nouns, provider }: Model, sdk: string[]): string {
  const all = nouns.flatMap(({ name, documented }) => documented.map((each) => ({ name, each })));
  const lists = KINDS.map(({ kind, title, text }) => {
    const lines = all.filter(({ each }) => each.definition.kind === kind).map(({ name, each }) => line(name, each));
    return lines.length > 0 ? `## ${title}\n\n${text}\n\n${lines.join("\n")}\n` : undefined;
  });
  return [
    `${madeBy("packages/heroku")}# Reference of @pulumi/heroku\n`,
    ...lists.filter((list) => list !== undefined),
    "## The provider itself\n",
    "The API key comes from `HEROKU_API_KEY`, or from the entry of the API's host in `~/.netrc`, as for Heroku's CLI. `HEROKU_API_URL` names another Platform API, such as a sandbox.\n",
    `${provider.doc.description}\n`,
    exampleText(provider.doc.example, sdk),
    ...provider.config.map(({ name, text }) => `- \`${name}\`: ${text}`),
    "\nErrors are explained in [errors.md](../errors.md).\n",
  ].join("\n");
}

const line = (name: string, { definition, doc }: Documented) =>
  `- [${definition.type}](${name}.md): ${firstSentence(doc.description)}`;

const firstSentence = (text: string) => /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
