import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Resource } from "@consumer-notebook/policy";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { type Declared, stateOf } from "./declared.ts";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
const proto = require("@pulumi/pulumi/proto/analyzer_pb.js") as typeof import("@pulumi/pulumi/proto/analyzer_pb.js");
const { AnalyzerClient } =
  require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const { Struct } =
  require("google-protobuf/google/protobuf/struct_pb.js") as typeof import("google-protobuf/google/protobuf/struct_pb.js");
const { Empty } =
  require("google-protobuf/google/protobuf/empty_pb.js") as typeof import("google-protobuf/google/protobuf/empty_pb.js");

const PACK = fileURLToPath(new URL("../../packages/policy", import.meta.url));

/** What a program declares, as the guard rails see it; whatever is named by an id, such as `<App site>`, comes from there. */
export function resourcesOf(declared: Iterable<Declared>): Resource[] {
  return [...declared]
    .filter(({ name }) => !name.startsWith("component "))
    .map(({ name: label, inputs, protect }) => {
      const [noun = "", name = ""] = label.split(" ");
      const props = stateOf(noun, inputs) as Resource["props"];
      const uses = Object.entries(props).flatMap(([key, value]) => {
        const owner = /^<(\w+ [^>]+)>$/.exec(String(value))?.[1];
        return owner === undefined ? [] : [[key, [urnOf(owner)]]];
      });
      return { urn: urnOf(label), noun, name, props, protect, uses: Object.fromEntries(uses) };
    });
}

function urnOf(label: string): string {
  const [noun, name] = label.split(" ");
  return `urn:pulumi:test::consumer-notebook::heroku:index:${noun}::${name}`;
}

/** What the engine would be told of a stack. */
export interface Diagnostic {
  rule: string;
  level: "mandatory" | "advisory";
  message: string;
  urn: string;
}

/** The policy pack in a process of its own, started and asked as Pulumi's engine does it. */
export interface PolicyPack {
  rules(): Promise<Record<string, string>>;
  analyze(stack: readonly Resource[]): Promise<Diagnostic[]>;
  close(): Promise<void>;
}

export async function startPolicyPack(stack: string, env: NodeJS.ProcessEnv = {}): Promise<PolicyPack> {
  const child = spawn("./bin/pulumi-analyzer-policy-node24", ["127.0.0.1:1", "."], {
    cwd: PACK,
    env: { ...process.env, PULUMI_PROJECT: "consumer-notebook", PULUMI_STACK: stack, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    async rules() {
      const info = await promisify(client.getAnalyzerInfo.bind(client) as Call<object, AnalyzerInfo>)(new Empty());
      return Object.fromEntries(info.getPoliciesList().map((each) => [each.getName(), nameOfLevel(each)]));
    },
    async analyze(resources) {
      const request = new proto.AnalyzeStackRequest().setResourcesList(resources.map(messageOf));
      const answer = await promisify(client.analyzeStack.bind(client) as Call<typeof request, AnalyzeResponse>)(
        request,
      );
      return answer.getDiagnosticsList().map((each) => ({
        rule: each.getPolicyname(),
        level: nameOfLevel(each) as Diagnostic["level"],
        // The first line is the rule's description.
        message: each.getMessage().split("\n").slice(1).join("\n"),
        urn: each.getUrn(),
      }));
    },
    async close() {
      client.close();
      child.kill();
      await once(child, "exit");
    },
  };
}

type Call<Q, A> = (request: Q, done: (error: Error | null, answer: A) => void) => void;
type AnalyzerInfo = import("@pulumi/pulumi/proto/analyzer_pb.js").AnalyzerInfo;
type AnalyzeResponse = import("@pulumi/pulumi/proto/analyzer_pb.js").AnalyzeResponse;

const nameOfLevel = (each: { getEnforcementlevel(): number }) =>
  Object.entries(proto.EnforcementLevel)
    .find(([, value]) => value === each.getEnforcementlevel())?.[0]
    .toLowerCase() ?? "";

function messageOf({ urn, noun, name, props, protect, uses }: Resource) {
  const message = new proto.AnalyzerResource()
    .setUrn(urn)
    .setType(`heroku:index:${noun}`)
    .setName(name)
    .setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>))
    .setOptions(new proto.AnalyzerResourceOptions().setProtect(protect));
  for (const [property, urns] of Object.entries(uses))
    message.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  return message;
}
