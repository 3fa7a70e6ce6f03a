/** A resource of a stack, as the rules see it. */
export interface Resource {
  urn: string;
  /** The last part of its type: `AddOn`; other providers' resources keep the whole: `aws:s3/bucket:Bucket`. */
  noun: string;
  name: string;
  /** Inputs and outputs; what only an update will know is left out. */
  props: Readonly<Record<string, unknown>>;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
  /** URNs of the resources that a property's value comes from. */
  uses: Readonly<Record<string, readonly string[]>>;
}

const OURS = "heroku:index:";

/** `heroku:index:AddOn` → `AddOn`. */
export const nounOf = (type: string): string => (type.startsWith(OURS) ? type.slice(OURS.length) : type);

/** All of a noun, such as `AddOn`. */
export const all = (noun: string, stack: readonly Resource[]): Resource[] =>
  stack.filter((resource) => resource.noun === noun);

/**
 * The resources of a noun that name an owner in a property, such as the formations of an app. One that was given a plain id
 * is taken to belong to the owner where nothing else of the stack could be meant.
 */
export function belonging(
  noun: string,
  {
    to,
    by,
    stack,
    owners = all(to.noun, stack),
  }: { to: Resource; by: string; stack: readonly Resource[]; owners?: readonly Resource[] },
): Resource[] {
  return all(noun, stack).filter(({ uses }) => {
    const named = uses[by] ?? [];
    return named.length > 0 ? named.includes(to.urn) : owners.length === 1;
  });
}

/** A property that is a text. */
export function textOf({ props }: Resource, property: string): string | undefined {
  const value = props[property];
  return typeof value === "string" ? value : undefined;
}

/** A property that is a map. */
export function mapOf({ props }: Resource, property: string): Record<string, unknown> {
  const value = props[property];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
