import type { Plan, Step } from "./steps.ts";

export const PROVIDERS = "pulumi:providers:";

/**
 * Providers that no step is about, because Pulumi makes them by itself from the stack's configuration: a change of it, such as
 * `heroku:keyVariable`, shows in the plan alone. That one comes or goes says nothing: its resources show.
 */
export function unsaidProviders(steps: readonly Step[], { resourcePlans }: Plan): Step[] {
  const said = new Set(steps.map(({ urn }) => urn));
  return Object.entries(resourcePlans ?? {}).flatMap(([urn, { goal, steps = [] }]): Step[] => {
    const { adds, updates, deletes } = goal?.inputDiff ?? {};
    const op = steps?.find((each) => each === "update" || each === "replace");
    if (said.has(urn) || !goal?.type.startsWith(PROVIDERS) || op === undefined) return [];
    const diff = (names: readonly string[], kind: string) => names.map((name) => [name, { kind }] as const);
    const detailedDiff = Object.fromEntries([
      ...diff(Object.keys(adds ?? {}), "add"),
      ...diff(Object.keys(updates ?? {}), "update"),
      ...diff(deletes ?? [], "delete"),
    ]);
    const state = (inputs: object) => ({ urn, type: goal.type, custom: true, inputs: { ...inputs } });
    return [{ op, urn, oldState: state({}), newState: state({ ...adds, ...updates }), detailedDiff }];
  });
}
