import type { ResourceView } from "./model.ts";

/**
 * What every part of a review calls a resource: the name that the stack file gives it, or a host name. Names in the program
 * begin with their app's, which says nothing where there is one app. None is where the words for the type say it all.
 */
export function nameOf({ type, name, inputs }: ResourceView, all: readonly ResourceView[]): string | undefined {
  const apps = all.filter((view) => view.type === "App");
  const [app] = apps;
  const isAlone = app !== undefined && apps.length === 1;
  if (type === "Domain") return textOf(inputs.hostname) ?? name;
  if (type === "Pipeline" || (type === "App" && isAlone)) return textOf(inputs.name) ?? name;
  if (!isAlone) return name;
  if (name === app.name) return undefined;
  return name.startsWith(`${app.name}-`) ? name.slice(app.name.length + 1) : name;
}

/** What Heroku calls it, where that is another name: what people find on its dashboard. */
export function nameAtHeroku(view: ResourceView, all: readonly ResourceView[]): string | undefined {
  const name = view.type === "AddOn" ? view.outputs.addOnName : view.type === "App" ? view.inputs.name : undefined;
  return name === nameOf(view, all) ? undefined : textOf(name);
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
