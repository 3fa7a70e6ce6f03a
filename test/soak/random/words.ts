/** What a sandbox holds, by collection, as `GET /_sandbox/state` tells it. */
export type Documents = Record<string, Record<string, unknown>[]>;

/** Names that Heroku gives, beside those of what an account has. */
const OFFERED = [
  "heroku-postgresql:standard-0",
  "heroku-redis:mini",
  "papertrail:choklad",
  "memcachier",
  "us",
  "eu",
  "heroku-24",
  "cnb",
  "basic",
  "standard-2x",
  "performance-m",
  "eco",
  "web",
  "worker",
  "preboot",
  "current",
  "default",
  "production",
  "staging",
  "web=1:basic",
  "+1",
  "DATABASE",
  "credential:default",
  "heroku/python",
  "www.example.com",
  "*.example.com",
  "https://logs.example.com/",
];

/** A parameter of a path whose collection has another name. */
const ALIASES: Record<string, string> = { database: "addons", type: "formations", credential: "postgrescredentials" };

/** The texts that name something: of everything, and of what a parameter such as `:app` may stand for. */
export function wordsIn(documents: Documents): { all: string[]; of(parameter: string): string[] } {
  const named = Object.entries(documents).map(([collection, list]) => {
    const words = list.flatMap(({ id, name, hostname, type, version }) => [id, name, hostname, type, version]);
    const texts = words.filter((word) => typeof word === "string" || typeof word === "number").map(String);
    return { collection: collection.replaceAll(/[-_]/g, ""), texts: [...new Set(texts)] };
  });
  const all = [...OFFERED, ...named.flatMap(({ texts }) => texts)];
  return {
    all,
    of(parameter) {
      const wanted = ALIASES[parameter] ?? parameter;
      const own = named.filter(({ collection }) => collection.includes(wanted)).flatMap(({ texts }) => texts);
      return own.length > 0 ? own : all;
    },
  };
}
