import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyThing } from "../../define/definition.ts";
import { open, type PlainObject } from "../../define/values.ts";
import { declaredByName } from "./declared-by-name.ts";
import type { Resource } from "./engine.ts";
import { startWorld, type World } from "./world.ts";

/** What the contract suite needs to know of a thing to try it in every situation. */
export interface ThingCase<Context> {
  thing: AnyThing;
  /** Makes what the thing stands on, through Heroku's API. */
  setUp(world: World): Promise<Context>;
  inputs(context: Context): PlainObject;
  /** An update in place: the new inputs, the paths that a diff shows, and how to see that it happened. */
  update?: {
    inputs(context: Context): PlainObject;
    diff: Record<string, string>;
    seen(world: World, context: Context, resource: Resource): Promise<unknown>;
    expected: unknown;
  };
  /** Inputs whose change replaces the thing; left out where everything changes in place. */
  replace?: { inputs(context: Context): PlainObject; replaces: string[] };
  /** A change behind the stack's back, and the path of the diff that refresh makes of it. */
  outsideChange?: {
    make(world: World, context: Context, resource: Resource): Promise<unknown>;
    diff: Record<string, string>;
  };
  /** Removes the thing behind the stack's back; left out for what Heroku alone can take away. */
  outsideDelete?(world: World, context: Context, resource: Resource): Promise<unknown>;
  /** What `pulumi import` is given. */
  importId(context: Context, resource: Resource): string;
  /** Inputs that the import brings, where they are not those of `inputs`. */
  imported?(context: Context): PlainObject;
  /** Whether the thing is there, seen through Heroku's API. */
  exists(world: World, context: Context, resource: Resource): Promise<boolean>;
  /** Whether a program may declare two of it with the same inputs, as where each gets a name of its own. */
  mayBeTwice?: boolean;
  /** Requests that a creation may make beside those of waiting. 2 by default. */
  createRequests?: number;
  /** Requests that a refresh of all of its kind in an app makes. 1 by default. */
  refreshRequests?: number;
}

/** One contract for every thing: what each of them must do, whatever it is. */
export function thingContract<Context>(it: ThingCase<Context>): void {
  describe(`contract of ${it.thing.type}`, () => {
    let world: World;
    let context: Context;
    let resource: Resource;
    const urn = () => world.engine.urn(it.thing.type);
    const checked = async (inputs: PlainObject) => {
      const { inputs: news, failures } = await world.engine.check(urn(), inputs);
      expect(failures).toEqual([]);
      return news;
    };
    const make = async () => world.engine.create(urn(), await checked(it.inputs(context)));

    beforeAll(async () => {
      world = await startWorld();
      context = await it.setUp(world);
    });
    afterAll(() => world.close());

    test("a preview of its creation changes nothing", async () => {
      const news = await checked(it.inputs(context));
      const { requests, result } = await world.counting(() => world.engine.previewCreate(urn(), news));
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
      expect(Object.keys(result)).toEqual(expect.arrayContaining(Object.keys(news)));
    });

    test("create makes it, in few requests", async () => {
      const { requests, result } = await world.counting(make);
      resource = result;
      expect(resource.id).not.toBe("");
      expect(await it.exists(world, context, resource)).toBe(true);
      expect(requests.filter((request) => !isWaiting(requests, request)).length).toBeLessThanOrEqual(
        it.createRequests ?? 2,
      );
    });

    test("the same inputs again are no change, and ask Heroku nothing", async () => {
      const news = await checked(it.inputs(context));
      const { requests, result } = await world.counting(() => world.engine.diff(resource, news));
      expect(result).toMatchObject({ changes: false, detailed: {} });
      expect(requests).toEqual([]);
    });

    test("refresh without an outside change shows none", async () => {
      const found = await world.engine.refresh(resource);
      expect(open(found?.inputs ?? {})).toEqual(open(resource.inputs));
      expect(open(found?.state ?? {})).toEqual(open(resource.state));
    });

    test("a refresh of many of its kind asks for them once", async () => {
      await world.newRun();
      const { requests } = await world.counting(() =>
        Promise.all([world.engine.refresh(resource), world.engine.refresh(resource)]),
      );
      expect(requests.length, requests.join(", ")).toBeLessThanOrEqual(it.refreshRequests ?? 1);
    });

    test("import finds it, and the program that declares it shows no change", async () => {
      const found = await world.engine.import(urn(), it.importId(context, resource));
      expect(found?.id).toBe(resource.id);
      const news = await checked({ ...it.inputs(context), ...it.imported?.(context) });
      expect(open(found?.inputs ?? {})).toMatchObject(open(news) as PlainObject);
    });

    const { update, outsideChange } = it;
    if (update) {
      test("an update changes it in place", async () => {
        const news = await checked(update.inputs(context));
        const diff = await world.engine.diff(resource, news);
        expect(diff).toMatchObject({ changes: true, detailed: update.diff, replaces: [] });
        await world.engine.previewUpdate(resource, news);
        resource = await world.engine.update(resource, news);
        expect(await update.seen(world, context, resource)).toEqual(update.expected);
        expect(await world.engine.diff(resource, news)).toMatchObject({ changes: false });
        expect(open((await world.engine.refresh(resource))?.inputs ?? {})).toEqual(open(news));
      });
    }

    const { replace } = it;
    if (replace) {
      test("what can't be changed in place replaces it", async () => {
        const diff = await world.engine.diff(resource, await checked(replace.inputs(context)));
        expect(diff.replaces).toEqual(replace.replaces);
      });
    }

    if (outsideChange) {
      test("a change made outside is a diff after refresh, and an update takes it back", async () => {
        const declared = resource.inputs;
        await outsideChange.make(world, context, resource);
        await world.newRun();
        const found = await world.engine.refresh(resource);
        if (!found) throw new Error("refresh lost it");
        expect((await world.engine.diff(found, declared)).detailed).toEqual(outsideChange.diff);
        resource = await world.engine.update(found, declared);
        expect(open((await world.engine.refresh(resource))?.inputs ?? {})).toEqual(open(declared));
      });
    }

    const { outsideDelete } = it;
    if (outsideDelete) {
      test("what was deleted outside is gone after refresh", async () => {
        await outsideDelete(world, context, resource);
        await world.newRun();
        expect(await world.engine.refresh(resource)).toBeUndefined();
      });
    }

    describe("under a new name in the program", () => {
      const other = () => world.engine.urn(it.thing.type, "other");
      /** What the program declares when it has the resource under its new name alone. */
      const declareOther = async () => {
        const { inputs: news, failures } = await world.engine.check(other(), it.inputs(context));
        expect(failures).toEqual([]);
        return news;
      };
      const begin = async () => {
        await world.close();
        world = await startWorld();
        context = await it.setUp(world);
        resource = await make();
        await world.newRun();
      };

      /** Whether the new name has the same object; where its creation is refused, or makes an object of its own, the old one stays. */
      const createdSame = async (news: PlainObject) => {
        const created = await world.engine.create(other(), news).catch((error: Error) => error);
        if (created instanceof Error) expect(created.message).toMatch(/aliases: .* pulumi import heroku:index:/);
        expect(await it.exists(world, context, resource)).toBe(true);
        return created instanceof Error || created.id !== resource.id ? undefined : created;
      };

      test("it is untouched, whether the engine deletes the old name in the same run", async () => {
        await begin();
        const created = await createdSame(await declareOther());
        if (!created) return;
        const { requests } = await world.counting(() => world.engine.delete(resource));
        expect(requests).toEqual([]);
        expect(await it.exists(world, context, resource)).toBe(true);
      });

      test("or in the next one, after a crash between the two", async () => {
        await begin();
        const news = await declareOther();
        const created = await createdSame(news);
        if (!created) return;
        await world.newRun();
        await declareOther();
        await world.engine.diff(created, news);
        const { requests } = await world.counting(() => world.engine.delete(resource));
        expect(requests).toEqual([]);
        expect(await it.exists(world, context, resource)).toBe(true);
      });

      test("and a destroy that finds both names deletes it once", async () => {
        await begin();
        const created = await createdSame(await declareOther());
        if (!created) return;
        await world.newRun();
        await world.engine.delete(resource);
        const { requests } = await world.counting(() => world.engine.delete(created));
        expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
        expect(await it.exists(world, context, resource)).toBe(false);
      });
    });

    declaredByName(
      it.thing,
      () => world,
      () => it.inputs(context),
    );

    test("two resources that declare it are refused, before the second sends anything", async () => {
      context = await it.setUp(world);
      await world.newRun();
      await checked(it.inputs(context));
      const { requests, result } = await world.counting(() =>
        world.engine.check(world.engine.urn(it.thing.type, "other"), it.inputs(context)),
      );
      expect(requests).toEqual([]);
      if (it.mayBeTwice) expect(result.failures).toEqual([]);
      else expect(result.failures.join()).toMatch(/is declared by two resources, "other" and "it"/);
    });

    test("delete removes it, and deleting it again is no error", async () => {
      await world.engine.delete(resource);
      context = await it.setUp(world);
      await world.newRun();
      resource = await make();
      await world.engine.delete(resource);
      expect(await it.exists(world, context, resource)).toBe(false);
      await world.engine.delete(resource);
    });
  });
}

/** A request that was made more than once for the same path only waits. */
const isWaiting = (requests: string[], request: string) =>
  request.startsWith("GET") && requests.indexOf(request) !== requests.lastIndexOf(request);
