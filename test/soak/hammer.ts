import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";

/** What a client knows of one of its apps, from the answers that it got. */
interface Held {
  vars: Record<string, string>;
  addOns: string[];
  domains: string[];
  drains: string[];
  maintenance: boolean;
}

/** By the app's name. */
export type Known = Record<string, Held>;

export interface Write {
  method: "POST" | "PATCH" | "DELETE";
  path: string;
  body?: object;
  /** What holds once it is answered; nothing changes where it is refused. */
  effect: "refused" | ((known: Known) => void);
}

/** Numbers that are the same for the same seed. */
export function draws(seed: number): (below: number) => number {
  const numbers = fc.sample(fc.noBias(fc.nat()), { seed, numRuns: 4_000 });
  let next = 0;
  return (below) => (numbers[next++ % numbers.length] as number) % below;
}

/** The next of a client's writes: it works on apps of its own, and some of what it asks for is to be refused. */
export function nextWrite(client: string, known: Known, draw: (below: number) => number): Write {
  const names = Object.keys(known);
  if (names.length === 0 || (names.length < 4 && draw(8) === 0)) return newApp(client, names, draw);
  const name = names[draw(names.length)] as string;
  const app = `/apps/${name}`;
  const held = known[name] as Held;
  const value = `${draw(1_000_000)}`;
  const of = (change: (held: Held) => void) => (all: Known) => change(all[name] as Held);
  const kinds: (() => Write)[] = [
    () => setVars(app, { [`V${draw(5)}`]: value, [`V${draw(5)}`]: draw(3) === 0 ? null : `${value}-too` }, of),
    () => addAddOn(app, client, value, of),
    () => removeLast(held.addOns, (id) => `${app}/addons/${id}`, of, "addOns"),
    () => ({
      method: "POST",
      path: `${app}/domains`,
      body: { hostname: `d${value}.${client}.example.org`, sni_endpoint: null },
      effect: of(({ domains }) => domains.push(`d${value}.${client}.example.org`)),
    }),
    () => removeLast(held.domains, (hostname) => `${app}/domains/${hostname}`, of, "domains"),
    () =>
      held.drains.length < 5
        ? {
            method: "POST",
            path: `${app}/log-drains`,
            body: { url: `https://${value}.example.org/` },
            effect: of(({ drains }) => drains.push(`https://${value}.example.org/`)),
          }
        : { method: "POST", path: `${app}/log-drains`, body: { url: "https://x.example.org/" }, effect: "refused" },
    () => ({
      method: "PATCH",
      path: app,
      body: { maintenance: !held.maintenance },
      effect: of((each) => {
        each.maintenance = !each.maintenance;
      }),
    }),
    () => ({ method: "POST", path: "/apps", body: { name }, effect: "refused" }),
    () => ({ method: "POST", path: `${app}/addons`, body: { plan: "heroku-postgresql:none" }, effect: "refused" }),
    () => ({ method: "PATCH", path: app, body: { maintenance: !held.maintenance, name: "-" }, effect: "refused" }),
    () => ({
      method: "DELETE",
      path: app,
      effect: (all) => {
        delete all[name];
      },
    }),
  ];
  return (kinds[draw(kinds.length)] as () => Write)();
}

type Of = (change: (held: Held) => void) => (all: Known) => void;

/** A value of null takes the config var away. */
const setVars = (app: string, changes: Record<string, string | null>, of: Of): Write => ({
  method: "PATCH",
  path: `${app}/config-vars`,
  body: changes,
  effect: of(({ vars }) => {
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) delete vars[key];
      else vars[key] = value;
    }
  }),
});

function newApp(client: string, names: string[], draw: (below: number) => number): Write {
  const name = `${client}-${draw(1_000_000)}`;
  if (names.includes(name)) return { method: "POST", path: "/apps", body: { name }, effect: "refused" };
  const held = (): Held => ({ vars: {}, addOns: [], domains: [], drains: [], maintenance: false });
  return {
    method: "POST",
    path: "/apps",
    body: { name },
    effect: (known) => {
      known[name] = held();
    },
  };
}

const addAddOn = (app: string, client: string, value: string, of: Of): Write => ({
  method: "POST",
  path: `${app}/addons`,
  body: { plan: "heroku-postgresql:essential-0", name: `${client}-db-${value}` },
  effect: of(({ addOns }) => addOns.push(`${client}-db-${value}`)),
});

function removeLast(ids: string[], path: (id: string) => string, of: Of, key: "addOns" | "domains"): Write {
  const last = ids.at(-1);
  if (last === undefined) return { method: "DELETE", path: path("none"), effect: "refused" };
  return { method: "DELETE", path: path(last), effect: of((held) => held[key].pop()) };
}

export type Send = (method: string, path: string, body?: unknown) => Promise<{ ok: boolean; text: string }>;

/** Writes until the sandbox answers no more; the write that was under way then may have taken effect or not. */
export async function hammer(
  client: string,
  draw: (below: number) => number,
  send: Send,
  answered: () => void,
): Promise<{ known: Known; underWay: Write }> {
  const known: Known = {};
  for (;;) {
    const write = nextWrite(client, known, draw);
    const answer = await send(write.method, write.path, write.body).catch(() => undefined);
    if (!answer) return { known, underWay: write };
    takeEffect(write, answer, known);
    answered();
  }
}

export function takeEffect({ method, path, effect }: Write, answer: { ok: boolean; text: string }, known: Known): void {
  if (answer.ok === (effect === "refused")) throw new Error(`${method} ${path} was answered: ${answer.text}`);
  if (effect !== "refused") effect(known);
}

/** What is there of a client's apps. */
export async function seen(send: Send): Promise<Known> {
  const get = async <T>(path: string) => JSON.parse((await send("GET", path)).text) as T;
  const apps = await get<{ name: string; maintenance: boolean }[]>("/apps");
  const entries = apps.map(async ({ name, maintenance }) => {
    const of = <T>(noun: string) => get<T>(`/apps/${name}/${noun}`);
    const vars = await of<Record<string, string>>("config-vars");
    const own = Object.entries(vars).filter(([key]) => /^V\d$/.test(key));
    const domains = (await of<{ hostname: string; kind: string }[]>("domains")).filter(({ kind }) => kind === "custom");
    const held: Held = {
      vars: Object.fromEntries(own),
      addOns: (await of<{ name: string }[]>("addons")).map((addOn) => addOn.name),
      domains: domains.map(({ hostname }) => hostname),
      drains: (await of<{ url: string }[]>("log-drains")).map(({ url }) => url),
      maintenance,
    };
    return [name, held] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Fails unless there is what was answered, and of the write that was under way all or nothing. */
export function expectKept(there: Known, { known, underWay }: { known: Known; underWay: Write }): void {
  if (isDeepStrictEqual(sorted(there), sorted(known))) return;
  const also = structuredClone(known);
  if (underWay.effect !== "refused") underWay.effect(also);
  if (isDeepStrictEqual(sorted(there), sorted(also))) return;
  const { method, path } = underWay;
  throw new Error(
    `answered: ${JSON.stringify(sorted(known))}\nunder way: ${method} ${path}\nthere: ${JSON.stringify(sorted(there))}`,
  );
}

/** Lists come in the order of ids. */
const sorted = (known: Known): Known =>
  Object.fromEntries(
    Object.entries(known)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, held]) => [
        name,
        {
          ...held,
          addOns: held.addOns.toSorted(),
          domains: held.domains.toSorted(),
          drains: held.drains.toSorted(),
        },
      ]),
  );
