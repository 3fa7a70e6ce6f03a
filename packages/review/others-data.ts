import type { Impact } from "./model.ts";
import type { Digest, State, Step } from "./preview/steps.ts";

/**
 * Add-ons with data that go with an app although the stack does not have them: made by hand, or by another stack. Only Heroku knows
 * them, and Pulumi asks no provider before it deletes; so each app that goes is one request, and a review of nothing else makes none.
 */
export async function othersData({ steps }: Digest, env: NodeJS.ProcessEnv): Promise<Map<string, Impact[]>> {
  const all = steps ?? [];
  const apps = all.filter((step) => isGoing(step) && step.oldState?.id);
  if (apps.length === 0) return new Map();
  const known = new Set(all.flatMap(({ oldState, newState }) => [oldState?.id, newState?.id]));
  const impacts = apps.map(
    async ({ urn, oldState }) => [urn, await ofApp(oldState as State, known, all, env)] as const,
  );
  return new Map(await Promise.all(impacts));
}

const isGoing = ({ op, oldState }: Step): boolean =>
  (op === "delete" || op === "replace" || op === "delete-replaced") &&
  oldState?.type === "heroku:index:App" &&
  oldState.retainOnDelete !== true;

async function ofApp(
  { id = "", inputs, provider }: State,
  known: ReadonlySet<string | undefined>,
  steps: readonly Step[],
  env: NodeJS.ProcessEnv,
): Promise<Impact[]> {
  const app = String(inputs?.name ?? id);
  const { addOnsWithData, herokuReader } = await import("@pulumi/heroku/read");
  const heroku = herokuReader(env, keyVariableOf(provider, steps));
  try {
    const others = (await addOnsWithData(heroku, id)).filter((each) => !known.has(each.id));
    if (others.length === 0) return [];
    const names = others.map(({ name, plan }) => `${name} (${plan.name})`).join(", ");
    const then =
      inputs?.confirmDataLoss === true
        ? "They are deleted with the app, with all their data."
        : "The update stops there, unless confirmDataLoss of the app is true: then they are deleted with all their data.";
    return [{ kind: "data-loss", app, text: `Add-ons of ${app} that this stack does not have: ${names}. ${then}` }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ kind: "data-loss", app, text: `Whether ${app} has add-ons with data of others is not known: ${why}` }];
  } finally {
    await heroku.close();
  }
}

/** The variable whose API key the provider of the app uses: as it is so far, as the app is the account's that made it. */
function keyVariableOf(provider: string | undefined, steps: readonly Step[]): string | undefined {
  const { inputs } = steps.find(({ urn }) => provider?.startsWith(`${urn}::`))?.oldState ?? {};
  return typeof inputs?.keyVariable === "string" ? inputs.keyVariable : undefined;
}
