import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { expectSettled, objectsAt } from "../support/settled.ts";
import { addOnKinds } from "./drift/add-ons.ts";
import { appKinds } from "./drift/app.ts";
import { configVarKinds, THEIR_VARS } from "./drift/config-vars.ts";
import { type Kind, ordered, together, type World } from "./drift/kind.ts";
import { pictureOf } from "./drift/picture.ts";
import { pipelineKinds } from "./drift/pipeline.ts";
import { shown } from "./drift/shown.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** What is done behind the stack's back, and whether `refresh` and `up` are two commands. */
interface Case {
  changes: string[];
  apart: boolean;
}

const KINDS: readonly Kind[] = [...appKinds, ...configVarKinds, ...addOnKinds, ...pipelineKinds];

const storms: fc.Arbitrary<Case> = fc.record({
  changes: fc
    .uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 8, selector: ({ to }) => to })
    .map((kinds) => kinds.map(({ name }) => name)),
  apart: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
});

const STACK = "staging";

export const driftStorm: Trial<Case> = {
  name: "drift-storm",
  claim:
    "Whatever is changed outside, refresh shows exactly that, up restores exactly that, and what is others' stays.",
  open,
};

async function open(count: Count): Promise<Bench<Case>> {
  const project = await newProject({ keeps: true });
  const settled = await start(project);
  return {
    cases: drawn(storms, 80),
    attempt: (of) => attempt(project, settled, of, count),
    close: () => project.close(),
  };
}

/** Staging, and beside it what is others'. Its database has a second attachment, and add-ons may shrink again. */
async function start(project: Project): Promise<Kept> {
  project.set(STACK, ["credentials"], { default: { attachment: "DATABASE_APP" } });
  project.set(STACK, ["confirmDataLoss"], ["database", "redis", "documents"]);
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  await project.ok("up", "--stack", STACK, "--yes", "--skip-preview");
  const { app } = await worldOf(project);
  await project.api("PATCH", `/apps/${app}/config-vars`, { ...THEIR_VARS, THEIR_FLAG: "before" });
  await project.api("PATCH", `/apps/${app}/config-vars`, THEIR_VARS);
  return project.keep();
}

async function worldOf(project: Project): Promise<World> {
  type Named = { id: string; addon_service: { name: string } };
  const one = async (path: string) => (await project.api<Named[]>("GET", path))[0]?.id ?? "";
  const addOns = await project.api<Named[]>("GET", "/addons");
  return {
    project,
    app: await one("/apps"),
    pipeline: await one("/pipelines"),
    addOns: Object.fromEntries(addOns.map(({ id, addon_service }) => [addon_service.name, id])),
  };
}

async function attempt(project: Project, settled: Kept, { changes, apart }: Case, count: Count): Promise<void> {
  const kinds = changes.map((name) => KINDS.find((kind) => kind.name === name) as Kind);
  const { left, refresh, plan } = together(kinds);
  await project.bring(settled);
  const wanted = await pictureOf(project);
  const before = await objectsAt(project);
  const world = await worldOf(project);
  for (const { make } of ordered(kinds)) await make(world);
  count("changes made outside", kinds.length);

  deepEqual(await shown(project, STACK), { refresh, plan }, "A preview with a refresh shows something else");

  const theirs = (await objectsAt(project)).filter((object) => !before.includes(object));
  await restore(project, apart);
  for (const { stays } of left) stays?.(wanted);
  deepEqual(await pictureOf(project), wanted, "Heroku is not as it was, less what is others'");
  const there = await objectsAt(project);
  deepEqual(
    theirs.filter((object) => !there.includes(object)),
    [],
    "Something of others' is gone",
  );
  await expectSettled(project, STACK, [], theirs);
}

async function restore(project: Project, apart: boolean): Promise<void> {
  const options = ["--stack", STACK, "--yes", "--skip-preview"];
  if (apart) await project.ok("refresh", ...options);
  await project.ok("up", ...(apart ? [] : ["--refresh"]), ...options);
}
