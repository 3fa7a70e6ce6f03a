import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyEvent } from "../../define/definition.ts";
import { open, type PlainObject } from "../../define/values.ts";
import { declaredByName } from "./declared-by-name.ts";
import { CallFailed, type Resource } from "./engine.ts";
import { startWorld, type World } from "./world.ts";

/** What the contract suite needs to know of an event to try it in every situation. */
export interface EventCase<Context> {
  event: AnyEvent;
  /** Makes what the event stands on, through Heroku's API; each call makes another one. */
  setUp(world: World): Promise<Context>;
  inputs(context: Context): PlainObject;
  /** Inputs of another event of the same resource, and the paths that the diff shows. */
  other: { inputs(world: World, context: Context): Promise<PlainObject>; replaces: string[] };
  /** How often it has happened, seen through Heroku's API. */
  count(world: World, context: Context): Promise<number>;
  /** Regular expressions of the path whose POST has it happen, and of the one that is read while it happens. */
  paths: { post: string; progress: string };
  /** Requests that a creation may make beside those of waiting. */
  createRequests: number;
  /** Nothing at Heroku tells whose it was: one that was killed and has ended since happens again. */
  unmarked?: true;
}

/** One contract for every event: it happens once for each value of its inputs, whatever goes wrong. */
export function eventContract<Context>(it: EventCase<Context>): void {
  describe(`contract of ${it.event.type}`, () => {
    let world: World;
    let context: Context;
    let resource: Resource;
    const urn = () => world.engine.urn(it.event.type);
    const checked = async (inputs: PlainObject) => {
      const { inputs: news, failures } = await world.engine.check(urn(), inputs);
      expect(failures).toEqual([]);
      return news;
    };
    const make = async () => world.engine.create(urn(), await checked(it.inputs(context)));
    const count = () => it.count(world, context);

    beforeAll(async () => {
      world = await startWorld();
      context = await it.setUp(world);
    });
    afterAll(() => world.close());

    test("a preview of it has nothing happen", async () => {
      const news = await checked(it.inputs(context));
      const { requests } = await world.counting(() => world.engine.previewCreate(urn(), news));
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    });

    test("it happens once, in few requests", async () => {
      const before = await count();
      const { requests, result } = await world.counting(make);
      resource = result;
      expect(await count()).toBe(before + 1);
      expect(requests.filter((request) => !isWaiting(requests, request)).length).toBeLessThanOrEqual(it.createRequests);
    });

    test("the same inputs again are no change, and ask Heroku nothing", async () => {
      const news = await checked(it.inputs(context));
      const { requests, result } = await world.counting(() => world.engine.diff(resource, news));
      expect(result).toMatchObject({ changes: false, detailed: {} });
      expect(requests).toEqual([]);
    });

    test("refresh shows no change, and has nothing happen", async () => {
      await world.newRun();
      const { requests, result } = await world.counting(() => world.engine.refresh(resource));
      expect(open(result?.state ?? {})).toEqual(open(resource.state));
      expect(open(result?.inputs ?? {})).toEqual(open(resource.inputs));
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
      expect(requests.length).toBeLessThanOrEqual(1);
    });

    test("other inputs are another event, and the one before is forgotten", async () => {
      const before = await count();
      const news = await checked(await it.other.inputs(world, context));
      expect((await world.engine.diff(resource, news)).replaces.toSorted()).toEqual(it.other.replaces.toSorted());
      const next = await world.engine.create(urn(), news);
      const { requests } = await world.counting(() => world.engine.delete(resource));
      expect([requests, await count()]).toEqual([[], before + 1]);
      resource = next;
    });

    declaredByName(
      it.event,
      () => world,
      () => it.inputs(context),
    );

    test("import is refused, with why", async () => {
      await expect(world.engine.import(urn(), resource.id)).rejects.toThrow(/happens once.*can't be imported/);
    });

    test("an answer that is lost has it happen once all the same", async () => {
      context = await it.setUp(world);
      const before = await count();
      await world.faults([{ method: "POST", path: it.paths.post, nth: 1, kind: "drop-after" }]);
      await make();
      await world.faults([]);
      expect(await count()).toBe(before + 1);
    });

    test("an interrupted one stays in state through a refresh, and goes on with the next update", async () => {
      const { kept, before } = await interrupted();
      expect(kept?.inputs).toEqual(await checked(it.inputs(context)));
      const refreshed = (await world.engine.refresh(kept as Resource)) as Resource;
      expect(await world.engine.diff(refreshed, refreshed.inputs)).toMatchObject({ changes: true, replaces: [] });
      const preview = await world.engine.previewUpdate(refreshed, refreshed.inputs);
      expect(Object.keys(preview)).toEqual(expect.arrayContaining(Object.keys(resource.state)));
      const ended = await world.engine.update(refreshed, refreshed.inputs);
      expect([ended.id, await count()]).toEqual([kept?.id, before + 1]);
      expect(await world.engine.diff(ended, ended.inputs)).toMatchObject({ changes: false });
    });

    if (!it.unmarked)
      test("one whose run was killed is found by the next run, and happens no second time", async () => {
        const { kept, before } = await interrupted();
        await expect.poll(count).toBe(before + 1);
        const found = await make();
        expect([found.id, await count()]).toEqual([kept?.id, before + 1]);
      });

    /** It has begun; then reading how it goes fails, and the run is over. */
    async function interrupted(): Promise<{ kept: Resource | undefined; before: number }> {
      context = await it.setUp(world);
      const before = await count();
      await world.faults([{ method: "GET", path: it.paths.progress, nth: 1, kind: "status", status: 403 }]);
      const failure = await make().then(
        () => undefined,
        (error: unknown) => error,
      );
      await world.faults([]);
      await world.newRun();
      expect(failure).toBeInstanceOf(CallFailed);
      const { kept } = failure as CallFailed;
      return { before, kept: kept && { ...kept, urn: urn() } };
    }
  });
}

/** A request that was made more than once for the same path only waits; so does a stream. */
const isWaiting = (requests: string[], request: string) =>
  request.startsWith("GET /streams/") ||
  (request.startsWith("GET") && requests.indexOf(request) !== requests.lastIndexOf(request));
