import { PolicyPack, type PolicyResource, UnknownValueError } from "@pulumi/policy";
import { judge, levelOf, type StackPolicy } from "../judge.ts";
import { nounOf, type Resource } from "../resource.ts";
import type { Level } from "../rule.ts";
import { rules } from "../rules/index.ts";

/** Serves the rules to Pulumi's engine, and tells it the port on standard output. */
export function serve(policy: StackPolicy, today: string): void {
  new PolicyPack("guard-rails", {
    description: "Guard rails for apps on Heroku",
    policies: rules.map((rule) => ({
      name: rule.name,
      description: rule.description,
      enforcementLevel: inPulumi(levelOf(rule, policy)),
      validateStack({ resources }, report) {
        const findings = judge(rule, resources.map(plain), policy, today);
        for (const { message, resource } of findings) report(message, resource?.urn);
      },
    })),
  });
}

const inPulumi = (level: Level) => (level === "off" ? "disabled" : level);

function plain({ urn, type, name, props, opts, propertyDependencies }: PolicyResource): Resource {
  return {
    urn,
    noun: nounOf(type),
    name,
    props: known(props) as Resource["props"],
    protect: opts.protect,
    uses: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, owners]) => [key, owners.map(({ urn }) => urn)]),
    ),
  };
}

/** A copy without what only an update will know: Pulumi throws where such a value is looked at. */
function known(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.keys(value).flatMap((key): [string, unknown][] => {
    try {
      return [[key, known((value as Record<string, unknown>)[key])]];
    } catch (error) {
      if (error instanceof UnknownValueError) return [];
      throw error;
    }
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
