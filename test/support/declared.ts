import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { type MockCallArgs, type MockMonitor, type MockResourceArgs, setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc.js";
import { disconnect, getMonitor } from "@pulumi/pulumi/runtime/settings.js";
import { findDynoSize } from "../../packages/sandbox/catalogue/dyno-sizes.ts";
import { findPlan } from "../../packages/sandbox/catalogue/plans.ts";

/** A resource as a program has declared it. */
export interface Declared {
  /** Type and name: `AddOn site-database`, `component HerokuApp site`. */
  name: string;
  inputs: Record<string, unknown>;
  /** Component that it is part of. */
  parent?: string;
  /** Names of the resources that have to be there before, whether by `dependsOn` or by an input. */
  after: string[];
  protect: boolean;
  /** Names that it had before. */
  aliases: string[];
  /** Name of the resource whose deletion deletes this one too. */
  deletedWith?: string;
}

/** Pulumi's mocks leave out what a resource's options say; this keeps it. */
function record(monitor: MockMonitor): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: RegisterResourceRequest, done) => {
    const name = labelOf(request.getType(), request.getName());
    declared.set(name, {
      name,
      inputs: open(request.getObject()?.toJavaScript() ?? {}) as Declared["inputs"],
      parent: nameOf(request.getParent()),
      after: request
        .getDependenciesList()
        .map((urn) => nameOf(urn) ?? urn)
        .sort(),
      protect: request.getProtect() ?? false,
      aliases: request.getAliasesList().flatMap((alias) => alias.getSpec()?.getName() ?? []),
      deletedWith: nameOf(request.getDeletedwith()),
    });
    return register(request, done);
  };
  return declared;
}

const nounOf = (type: string) => type.split(":").at(-1) ?? type;

const labelOf = (type: string, name: string) =>
  `${type.startsWith("heroku:") ? "" : "component "}${nounOf(type)} ${name}`;

/** `urn:…$heroku:index:App::site` → `App site`. */
function nameOf(urn: string): string | undefined {
  const [type, name] = urn.split("::").slice(2);
  return type && name && labelOf(type.split("$").at(-1) ?? type, name);
}

/** Secrets as `secret(…)`, everything else as it is. */
function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== "object" || value === null) return value;
  const { [specialSigKey]: signature, value: hidden } = value as Record<string, unknown>;
  if (signature === specialSecretSig) return `secret(${open(hidden)})`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item)]));
}

interface Inputs {
  name: string;
  plan: string;
  hostname: string;
  processes: Record<string, { quantity: number; size: string }>;
}

/** What Heroku would answer, as far as a program reads it. */
const ANSWERS: Record<string, (inputs: Inputs) => object> = {
  App: ({ name }) => ({ webUrl: `https://${name}.example.com/` }),
  AddOn: ({ plan }) => ({ monthlyCents: findPlan(plan)?.cents }),
  Build: () => ({ version: 20 }),
  Domain: ({ hostname }) => ({ cname: `${hostname}.example.net` }),
  Formation: ({ processes }) => ({ monthlyCents: priceOf(processes) }),
  Promotion: () => ({ releaseVersion: 7 }),
  Rollback: () => ({ releaseVersion: 9 }),
};

const priceOf = (processes: Inputs["processes"]) =>
  Object.values(processes).reduce(
    (sum, { quantity, size }) => sum + quantity * (findDynoSize(size)?.cost.cents ?? NaN),
    0,
  );

/** Inputs and outputs of a resource. */
export const stateOf = (noun: string, inputs: object): object => ({
  ...inputs,
  ...ANSWERS[noun]?.(inputs as Inputs),
});

function newResource({ type, name, inputs }: MockResourceArgs) {
  const noun = nounOf(type);
  return { id: `<${noun} ${name}>`, state: stateOf(noun, inputs) };
}

/** Runs a program with Pulumi's mocks, and tells what it declares. An id reads `<App site>`. */
export async function declaredBy<T>(
  program: () => T | Promise<T>,
  { stack = "test", call = (_args: MockCallArgs): Record<string, unknown> => ({}) } = {},
): Promise<{ declared: Map<string, Declared>; result: Awaited<T> }> {
  await setMocks({ newResource, call }, "consumer-notebook", stack, false, "organization");
  const declared = record(getMonitor() as unknown as MockMonitor);
  const result = await program();
  await disconnect();
  return { declared, result };
}
