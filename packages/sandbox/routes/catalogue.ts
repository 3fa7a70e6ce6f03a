import { dynoSizes, findDynoSize } from "../catalogue/dyno-sizes.ts";
import { allGenerations, findGeneration } from "../catalogue/generations.ts";
import { findRegion, regions } from "../catalogue/regions.ts";
import { findStack, stacks } from "../catalogue/stacks.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type App, appOf } from "../model/app.ts";
import { dynoSizesFor } from "../model/dyno-sizes.ts";
import { teamOf } from "../model/team.ts";

/** What Heroku offers, the same for everybody: regions, stacks, generations, dyno sizes. */
export function catalogueRoutes(api: Api): void {
  api.get("/regions", (call) => paged(call, regions));
  api.get("/regions/:region", (call) => found(findRegion(call.param("region")), "region"));
  api.get("/stacks", (call) => paged(call, stacks));
  api.get("/stacks/:stack", (call) => found(findStack(call.param("stack")), "stack"));
  api.get("/apps/:app/available-stacks", (call) => paged(call, stacksFor(appOf(call))));
  api.get("/generations", (call) => paged(call, allGenerations));
  api.get("/generations/:generation", (call) => found(findGeneration(call.param("generation")), "generation"));
  api.get("/teams/:team/available-generations", (call) => {
    teamOf(call);
    return paged(call, allGenerations);
  });
  api.get("/dyno-sizes", (call) => paged(call, dynoSizes, ["id", "name"]));
  api.get("/dyno-sizes/:size", (call) => found(findDynoSize(call.param("size")), "dyno size"));
  api.get("/apps/:app/available-dyno-sizes", (call) => paged(call, dynoSizesFor(appOf(call)), ["id", "name"]));
}

function stacksFor(app: App) {
  return stacks.filter((stack) => (stack.name === "cnb") === (app.generation === "fir"));
}

function found<T>(value: T | undefined, resource: string): T {
  if (value === undefined) throw notFound(resource);
  return value;
}
