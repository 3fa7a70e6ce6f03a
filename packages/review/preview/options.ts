import type { ChangedPath } from "../model.ts";
import { changed } from "./changed.ts";
import type { State, Step } from "./steps.ts";

/** Before the names of resource options: no input is called so. */
const OPTIONS = "opts";

/**
 * Resource options that change: they are in no diff of Pulumi's, as the provider never sees them.
 * https://www.pulumi.com/docs/iac/concepts/options/
 */
export function optionPaths({ oldState, newState }: Step): ChangedPath[] {
  if (!oldState || !newState) return [];
  const options = (state: State) => ({
    protect: state.protect === true,
    provider: providerOf(state),
    retainOnDelete: state.retainOnDelete === true,
  });
  const [was, is] = [options(oldState), options(newState)];
  return (["protect", "provider", "retainOnDelete"] as const)
    .filter((name) => was[name] !== is[name])
    .map((name) => changed(`${OPTIONS}.${name}`, "update", false, was[name], is[name]));
}

/** The name of its provider; the id after it changes whenever the provider is replaced, which is a step of its own. */
const providerOf = ({ provider }: State): string => provider?.split("::").slice(3, -1).join("::") ?? "";
