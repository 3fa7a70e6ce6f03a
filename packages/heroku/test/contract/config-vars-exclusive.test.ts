import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open, type PlainObject } from "../../define/values.ts";
import { plainApp } from "../support/plain-app.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-of-others-58";

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
  const { app: other } = await plainApp(world);
  await world.api("POST", `/apps/${app}/addons`, { plan: "papertrail:choklad", name: "logs-of-a-test" });
  const mail = await world.api<{ id: string }>("POST", `/apps/${other}/addons`, { plan: "sendgrid:starter" });
  await world.api("POST", "/addon-attachments", { addon: mail.id, app, name: "MAIL" });
});
afterEach(() => world.close());

const urn = () => world.engine.urn("ConfigVars");
const inputs = () => ({ app, vars: { LEVEL: "info" }, exclusive: true });
const checked = async (given: PlainObject) => (await world.engine.check(urn(), given)).inputs;
const vars = () => world.api<Record<string, string>>("GET", `/apps/${app}/config-vars`);
const setOutside = (changes: object) => world.api("PATCH", `/apps/${app}/config-vars`, changes);
const ofAddOns = async () => Object.keys(await vars()).filter((key) => /^(PAPERTRAIL|MAIL)/.test(key));

test("what nobody declared is removed, after a preview that names it and shows no value; add-ons keep theirs", async () => {
  await setOutside({ STRAY: CANARY });
  const addOns = await ofAddOns();
  expect(addOns.length).toBeGreaterThan(1);
  const news = await checked(inputs());
  await world.engine.previewCreate(urn(), news);
  const lines = world.engine.lines.map(({ message }) => message).join("\n");
  expect(lines).toContain("removes what else is set on the app: STRAY");
  expect(lines).not.toContain(CANARY);
  await world.engine.create(urn(), news);
  expect(Object.keys(await vars()).sort()).toEqual([...addOns, "LEVEL"].sort());
});

test("what is set outside later is a diff after refresh, as a secret, and the next up removes it", async () => {
  const made = await world.engine.create(urn(), await checked(inputs()));
  await setOutside({ STRAY: CANARY, LEVEL: "debug" });
  await world.newRun();
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  const stray = (found.inputs.secretVars as PlainObject).STRAY ?? null;
  expect([isSecret(stray), open(stray)]).toEqual([true, CANARY]);
  const diff = await world.engine.diff(found, made.inputs);
  expect(diff.detailed).toEqual({ "secretVars.STRAY": "delete", "vars.LEVEL": "update" });
  await world.engine.update(found, made.inputs);
  expect(await vars()).toMatchObject({ LEVEL: "info" });
  expect(Object.keys(await vars())).not.toContain("STRAY");
  expect(await ofAddOns()).not.toEqual([]);
});

test("what no preview has named is not removed: neither by another change, nor with HEROKU_ in front", async () => {
  await setOutside({ HEROKU_APP_NAME: "of-a-review-app" });
  const made = await world.engine.create(urn(), await checked(inputs()));
  await setOutside({ STRAY: "1" });
  const changed = await world.engine.update(made, await checked({ ...inputs(), vars: { LEVEL: "debug" } }));
  expect(await vars()).toMatchObject({ STRAY: "1", LEVEL: "debug", HEROKU_APP_NAME: "of-a-review-app" });
  await world.newRun();
  const found = await world.engine.refresh(changed);
  expect(Object.keys((open(found?.inputs ?? {}) as { secretVars: object }).secretVars)).toEqual(["STRAY"]);
});

test("switched on later it removes what is there, and switched off again it leaves others' alone", async () => {
  const before = await world.engine.create(urn(), await checked({ ...inputs(), exclusive: false }));
  await setOutside({ STRAY: "1" });
  const exclusive = await world.engine.update(before, await checked(inputs()));
  expect(Object.keys(await vars())).not.toContain("STRAY");
  const after = await world.engine.update(exclusive, await checked({ ...inputs(), exclusive: false }));
  await setOutside({ STRAY: "2" });
  await world.newRun();
  expect(open((await world.engine.refresh(after))?.inputs ?? {})).toEqual(open(after.inputs));
  await world.engine.delete(after);
  expect(await vars()).toMatchObject({ STRAY: "2" });
});

test("switched off after a refresh that took in what others have set, it leaves that on the app and says so", async () => {
  const made = await world.engine.create(urn(), await checked(inputs()));
  await setOutside({ STRAY: CANARY });
  await world.newRun();
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  const news = await checked({ ...inputs(), exclusive: false });
  await world.engine.previewUpdate(found, news);
  const lines = world.engine.lines.map(({ message }) => message).join("\n");
  expect(lines).toContain("leaves on the app what it no longer owns: STRAY");
  await world.engine.update(found, news);
  expect(await vars()).toMatchObject({ STRAY: CANARY, LEVEL: "info" });
});

test("imported with a star it owns every key that is the app's own, and the first preview is empty", async () => {
  await setOutside({ LEVEL: "info", TOKEN: CANARY, HEROKU_APP_NAME: "of-a-review-app" });
  const found = await world.engine.import(urn(), `${app}/*/LEVEL`);
  const inputs = { app, vars: { LEVEL: "info" }, secretVars: { TOKEN: CANARY }, exclusive: true };
  if (!found) throw new Error("import found nothing");
  expect((await world.engine.diff(found, await checked(inputs))).detailed).toEqual({});
});
