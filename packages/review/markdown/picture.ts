import type { Operation, ResourceView, StackReview } from "../model.ts";
import { nameOf } from "../names.ts";
import { happensAnew, typeInWords } from "../words.ts";
import { breakable, shortened, visible } from "./escape.ts";
import { limited, type Room } from "./room.ts";

/** What a picture always shows. */
const DRAWN = ["App", "Formation", "AddOn", "Domain", "Pipeline"];
/** What it shows only where it changes. */
const DRAWN_CHANGED = ["Build", "ConfigVars", "PipelineCoupling", "Promotion", "Rollback"];
const MARKS: Partial<Record<Operation, string>> = {
  create: "new",
  update: "changed",
  replace: "replaced",
  delete: "removed",
};
const LABEL_LENGTH = 60;
/**
 * A phone shows a picture as small as it takes: the less room there is between the boxes, the larger are the letters.
 * Mermaid's newer layouts have no say in that, so it is the old one, which also looks the same in old and new versions.
 */
const SETTINGS = {
  layout: "dagre",
  look: "classic",
  flowchart: { nodeSpacing: 10, rankSpacing: 28, padding: 8, wrappingWidth: 180 },
};

/** Inside a fence and quotes nothing but letters and digits is taken as it is: the rest is written as its code. */
export function label(text: string): string {
  return breakable(shortened(visible(text), LABEL_LENGTH)).replace(
    /[^\p{L}\p{N} .-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}

/** App, dynos, add-ons, domains and pipeline, with the changes marked in word and colour. */
export function picture({ all, changes }: StackReview, room: Room): string {
  const operations = new Map(changes.map((change) => [change.urn, happensAnew(change) ? "update" : change.op]));
  const named = new Map(changes.map(({ urn, before, after }) => [urn, before ?? after]));
  const changedFirst = (view: ResourceView) => (operations.has(view.urn) ? 0 : 1);
  const drawn = all
    .filter(({ type, urn }) => DRAWN.includes(type) || (DRAWN_CHANGED.includes(type) && operations.has(urn)))
    .toSorted((one, other) => order(one) - order(other) || changedFirst(one) - changedFirst(other));
  const { shown, rest } = limited(drawn, room.nodes, "thing");
  if (shown.length === 0) return "";
  const ids = new Map(shown.map(({ urn }, index) => [urn, `n${index}`]));
  const nodes = shown.map((view) =>
    node(ids.get(view.urn) ?? "", view, nameOf(named.get(view.urn) ?? view, all), operations.get(view.urn)),
  );
  return [
    "```mermaid",
    `%%{init: ${JSON.stringify(SETTINGS)}}%%`,
    "flowchart LR",
    ...nodes.map((line) => `  ${line}`),
    ...edges(shown, ids).map((line) => `  ${line}`),
    ...rest.map((text) => `  more["${label(text)}"]`),
    "  classDef new fill:#dafbe1,stroke:#1a7f37,color:#000",
    "  classDef changed fill:#fff8c5,stroke:#9a6700,color:#000",
    "  classDef replaced fill:#fbefff,stroke:#8250df,color:#000",
    "  classDef removed fill:#ffebe9,stroke:#cf222e,color:#000,stroke-dasharray:4",
    "```",
  ].join("\n");
}

const order = ({ type }: ResourceView) => (type === "App" ? 0 : 1);

function node(id: string, { type, inputs }: ResourceView, name = "", operation?: Operation): string {
  const mark = operation && MARKS[operation];
  const plan = type === "AddOn" && typeof inputs.plan === "string" ? inputs.plan : "";
  const lines = [`${mark ?? ""} ${typeInWords(type)}`.trim(), name, plan].filter((line) => line !== "").map(label);
  return `${id}["${lines.join("<br/>")}"]${mark ? `:::${mark}` : ""}`;
}

/** Names in a program begin with their app's: what begins with none belongs to the only app there is. */
function edges(shown: readonly ResourceView[], ids: Map<string, string>): string[] {
  const apps = shown.filter(({ type }) => type === "App").toSorted((one, other) => other.name.length - one.name.length);
  return shown.flatMap((view) => {
    if (view.type === "App") return [];
    const named = apps.find(({ name }) => view.name === name || view.name.startsWith(`${name}-`));
    const app = named ?? (apps.length === 1 ? apps[0] : undefined);
    if (!app) return [];
    const [from, to] = [ids.get(app.urn), ids.get(view.urn)];
    return [`${from} --- ${to}`];
  });
}
