import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Effects, seenEffects, toldEffects, toldEffectsOf, type World, worldOf } from "./effects.ts";
import { type Changes, nameOf } from "./preview.ts";
import type { Project, Request } from "./project.ts";
import { type Reviewed, reviewed } from "./reviewed.ts";

/** A change of a stack file. Its resources tell it apart from what changes with it. */
interface Change {
  what: string;
  lines?: [path: (string | number)[], value: unknown][];
  /** What is changed beside the stack file. */
  also?(project: Project): unknown;
  /** What the review shows of its resources. No other change of the batch concerns them. */
  shows: Changes | ((names: string[]) => Changes);
  /** What the review tells of its resources; what is left out is nothing. */
  tells?: Partial<Told>;
}

/** Heroku's names of add-ons are other ones each time: here they are those of the program. An app's own host is "herokuapp.com". */
type Told = Omit<Effects, "beforeCents" | "afterCents"> & { cents: number };

const NOTHING: Told = { restarts: {}, releases: 0, lost: [], down: [], dns: [], slow: [], cents: 0 };
export const RESTART = { restarts: { web: 1, worker: 1 }, releases: 1 };

const diff = (paths: string[], kind: string) => Object.fromEntries(paths.map((path) => [path, kind]));
export const update = (...paths: string[]) => ({ op: "update", diff: diff(paths, "update") });
export const replace = (...paths: string[]) => ({ op: "replace", diff: diff(paths, "update-replace") });
export const CREATE = { op: "create", diff: {} };
export const DELETE = { op: "delete", diff: {} };

/** The same of all that the review shows. */
export const everything =
  (change: Changes[string]) =>
  (names: string[]): Changes =>
    Object.fromEntries(names.map((name) => [name, change]));

/** What came of a batch. */
interface Happened {
  review: Reviewed;
  before: World;
  after: World;
  /** What `up` printed, and the requests that it made. */
  output: string;
  requests: Request[];
}

interface Sequence {
  project(): Project;
  /** Reviews and applies changes at once, and tests each. */
  batch(what: string, changes: Change[], upOptions?: string[]): () => Happened;
}

/** A stack that changes in one batch after another; `app` matches the names that its app has. */
export function sequence(stack: string, app: RegExp, begin: () => Promise<Project>): Sequence {
  let project: Project;
  let world: World;
  beforeAll(async () => {
    project = await begin();
    world = await worldOf(project, app);
  });
  afterAll(() => project.close());

  async function happen(changes: Change[], upOptions: string[]): Promise<Happened> {
    for (const { lines = [], also } of changes) {
      for (const [path, value] of lines) project.set(stack, path, value);
      await also?.(project);
    }
    const before = world;
    const review = await reviewed(project, stack);
    const up = () => project.ok("up", "--stack", stack, "--yes", ...upOptions);
    const { requests, result } = await project.counting(up);
    world = await worldOf(project, app);
    return { review, before, after: world, output: result.output, requests };
  }

  return {
    project: () => project,
    batch(what, changes, upOptions = ["--skip-preview"]) {
      let happened: Happened;
      describe(what, () => {
        beforeAll(async () => {
          happened = await happen(changes, upOptions);
        });
        testsOf(changes, () => happened);
      });
      return () => happened;
    },
  };
}

function testsOf(changes: Change[], happened: () => Happened): void {
  for (const { what, shows, tells } of changes) {
    test(what, () => {
      const { review } = happened();
      const shown = shownIn(review);
      const own = shownBy(shows, review);
      expect(Object.fromEntries(Object.keys(own).map((name) => [name, shown[name]]))).toEqual(own);
      expect(toldOf(review, Object.keys(own))).toEqual({ ...NOTHING, ...tells });
    });
  }

  test("nothing else changes", () => {
    const { review } = happened();
    const names = changes.flatMap(({ shows }) => Object.keys(shownBy(shows, review)));
    expect(Object.keys(shownIn(review)).toSorted()).toEqual(names.toSorted());
  });

  test("what the review told is what happened", () => {
    // What two changes brought about, one of them could have brought about alone.
    for (const kind of ["lost", "down", "dns", "slow"] as const) {
      const names = changes.flatMap(({ tells }) => tells?.[kind] ?? []);
      expect(names).toEqual([...new Set(names)]);
    }
    const { review, before, after } = happened();
    expect(toldEffects(review)).toEqual(seenEffects(before, after));
  });
}

const shownBy = (shows: Change["shows"], review: Reviewed): Changes =>
  typeof shows === "function" ? shows(Object.keys(shownIn(review))) : shows;

/** The changes of a review in Pulumi's words. */
function shownIn({ changes }: Reviewed): Changes {
  return Object.fromEntries(
    changes.map(({ urn, op, paths }) => {
      const kinds = paths.map(({ path, kind, replaces }) => [path, replaces ? `${kind}-replace` : kind]);
      return [nameOf(urn), { op, diff: op === "create" || op === "delete" ? {} : Object.fromEntries(kinds) }];
    }),
  );
}

function toldOf(review: Reviewed, names: string[]): Told {
  const { beforeCents, afterCents, ...effects } = toldEffectsOf(review, ({ urn }) => names.includes(nameOf(urn)));
  const known = new Map(review.changes.flatMap(({ name, before }) => madeUp(name, before?.outputs ?? {})));
  const called = (items: string[]) => items.map((item) => known.get(item) ?? item).toSorted();
  const { lost, down, dns, slow } = effects;
  return {
    ...effects,
    lost: called(lost),
    down: called(down),
    dns: called(dns),
    slow: called(slow),
    cents: afterCents - beforeCents,
  };
}

/** The names of a resource that Heroku made up, and what they are called here. */
function madeUp(name: string, { addOnName, webUrl }: Record<string, unknown>): [string, string][] {
  const host = typeof webUrl === "string" ? new URL(webUrl).host : undefined;
  return [
    ...(typeof addOnName === "string" ? [[addOnName, name] as [string, string]] : []),
    ...(host === undefined ? [] : [[host, "herokuapp.com"] as [string, string]]),
  ];
}
