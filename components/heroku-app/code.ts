import { Build, PipelineCoupling, Promotion, Rollback } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Place } from "./place.ts";

/** Stage of an app in a pipeline. */
export type Stage = "review" | "development" | "staging" | "production";

/** The place of an app in a pipeline that another stack owns. */
export interface PipelineMembership {
  /** UUID of the pipeline: `pipelineId` of a `Pipeline`, or of another stack's outputs. */
  pipeline: Input<string>;
  /** Stage that the app stands in. */
  stage: Stage;
  /**
   * UUID of an earlier stage's app, and the number of its release whose code runs here: once for each of them. Without a
   * number, code comes to the app some other way.
   */
  promotes?: { app: Input<string>; release?: Input<number> };
}

/** The code of an app, once it has been released. */
export interface Code {
  /** What has to be there before dynos run the code. */
  releasedBy: Resource[];
  /** Number of the release that runs it; undefined where this stack releases nothing. */
  release?: Output<number>;
}

/** Declares where the code of an app comes from: a build or a promotion, after what the code needs is there. */
export function code(
  place: Place,
  { build, membership }: { build?: string; membership?: PipelineMembership },
  needs: Resource[],
): Code {
  const { app, release } = membership?.promotes ?? {};
  if (membership && app !== undefined && release !== undefined)
    return promoted(place, membership, { app, release }, needs);
  if (membership) couple(place, membership);
  return build === undefined ? { releasedBy: needs } : built(place, build, needs);
}

/** The same, where the app is to go back to an earlier release of its own: once for each of them. */
export function backTo({ name, app, options }: Place, version: Input<number> | undefined, code: Code): Code {
  if (version === undefined) return code;
  const rollback = new Rollback(name, { app, version }, { ...options, dependsOn: code.releasedBy });
  return { releasedBy: [rollback], release: rollback.releaseVersion };
}

function built({ name, app, options }: Place, source: string, needs: Resource[]): Code {
  const build = new Build(name, { app, source }, { ...options, dependsOn: needs });
  return { releasedBy: [build], release: build.version };
}

function couple({ name, app, options }: Place, { pipeline, stage }: PipelineMembership): PipelineCoupling {
  return new PipelineCoupling(name, { app, pipeline, stage }, options);
}

function promoted(
  place: Place,
  membership: PipelineMembership,
  promotes: Required<NonNullable<PipelineMembership["promotes"]>>,
  needs: Resource[],
): Code {
  const coupling = couple(place, membership);
  const promotion = new Promotion(
    place.name,
    { pipeline: membership.pipeline, source: promotes.app, target: place.app, version: promotes.release },
    { ...place.options, dependsOn: [...needs, coupling] },
  );
  return { releasedBy: [promotion], release: promotion.releaseVersion };
}
