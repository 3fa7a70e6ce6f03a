import type { Seen, Side } from "./probe.ts";
import type { Seens } from "./side.ts";

/** What of the real Heroku differs from the sandbox, a line each. No line has a value of an answer that was given. */
export function differences(real: Seens, sandbox: Seens, sides: { real: Side; sandbox: Side }): string[] {
  const lines: string[] = [];
  const length = Math.max(real.answers.length, sandbox.answers.length);
  for (let at = 0; at < length; at++) {
    const [here, there] = [real.answers[at], sandbox.answers[at]];
    const request = plain(here?.request ?? there?.request ?? "", here ? sides.real : sides.sandbox);
    const tell = (what: string, heroku: unknown, ours: unknown) =>
      lines.push(`${request}: ${what}: Heroku ${shown(heroku)}, sandbox ${shown(ours)}`);
    if (!here || !there) tell("asked", here !== undefined, there !== undefined);
    else compareAnswers(plainSeen(here, sides.real), plainSeen(there, sides.sandbox), tell);
  }
  const [told, toldHere] = [toldBy(real), toldBy(sandbox)];
  for (const what of new Set([...told.keys(), ...toldHere.keys()])) {
    const [heroku, ours] = [shown(told.get(what)), shown(toldHere.get(what))];
    if (heroku !== ours) lines.push(`${what}: Heroku ${heroku}, sandbox ${ours}`);
  }
  return lines;
}

function compareAnswers(here: Seen, there: Seen, tell: (what: string, heroku: unknown, ours: unknown) => void): void {
  if (here.status !== there.status) tell("status", here.status, there.status);
  const refused = [here, there].map(({ status, body }) => (status >= 400 ? (body as Refusal) : undefined));
  if (refused.some(Boolean)) {
    for (const part of ["id", "message"] as const) {
      const [heroku, ours] = refused.map((body) => body?.[part]);
      if (heroku !== ours) tell(part, heroku, ours);
    }
    return;
  }
  const [heroku, ours] = [formOf(here.body), formOf(there.body)];
  for (const path of new Set([...heroku.keys(), ...ours.keys()])) {
    const [kind, kindHere] = [heroku.get(path), ours.get(path)];
    if (kind === kindHere || isBelowNull(path, heroku, ours)) continue;
    // What is there and null says nothing about its form.
    if (kind && kindHere && [kind, kindHere].includes("null")) continue;
    tell(path === "" ? "the whole" : path, kind ?? "lacks it", kindHere ?? "lacks it");
  }
}

interface Refusal {
  id?: unknown;
  message?: unknown;
}

/** Kinds of values by path; of a list the first item stands for all. */
function formOf(value: unknown, path = "", form = new Map<string, string>()): Map<string, string> {
  const kind = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  form.set(path, kind);
  if (kind === "list" && (value as unknown[]).length > 0) formOf((value as unknown[])[0], `${path}[]`, form);
  if (kind === "object")
    for (const [key, each] of Object.entries(value as object)) formOf(each, path ? `${path}.${key}` : key, form);
  return form;
}

const isBelowNull = (path: string, ...forms: Map<string, string>[]): boolean =>
  forms.some((form) =>
    [...form].some(([above, kind]) => {
      const isEmpty = kind === "list" && !form.has(`${above}[]`);
      return (
        (kind === "null" || isEmpty) &&
        path !== above &&
        /^[.[]/.test(path.slice(above.length)) &&
        path.startsWith(above)
      );
    }),
  );

const plainSeen = ({ request, status, body }: Seen, side: Side): Seen => ({
  request,
  status,
  body: status < 400 ? body : JSON.parse(plain(JSON.stringify(body ?? null), side)),
});

/** Without what differs from one side to the other by itself. */
function plain(text: string, { app, random }: Side): string {
  return text
    .replaceAll(app.id, "APP")
    .replaceAll(app.name, "APP")
    .replaceAll(random, "RANDOM")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "UUID")
    .replaceAll(/[\w.+-]+@[\w.-]+\.[a-z]+/gi, "EMAIL");
}

const toldBy = ({ told }: Seens): Map<string, unknown> => new Map(told.map(({ what, value }) => [what, value]));

const shown = (value: unknown): string => JSON.stringify(value) ?? "nothing";
