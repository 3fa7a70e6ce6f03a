import { createRequire } from "node:module";
import type { Client, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { IResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { PlainObject } from "../../define/values.ts";
import * as parts from "../../rpc/parts.ts";
import { Empty, type engine, grpc, plugin, provider as proto, ResourceProviderService } from "../../rpc/proto.ts";
import { createService } from "../../rpc/service.ts";
import { decode, encode } from "../../rpc/values.ts";
import { diffText, type EngineDiff } from "./diff-text.ts";

const require = createRequire(import.meta.url);
const { ResourceProviderClient } =
  require("@pulumi/pulumi/proto/provider_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { EngineService } =
  require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js");

/** A line that the provider showed under a resource. */
export interface Line {
  urn: string;
  message: string;
  severity: "debug" | "info" | "warning" | "error";
  ephemeral: boolean;
}

export interface Resource {
  urn: string;
  id: string;
  inputs: PlainObject;
  /** Inputs and outputs, with secret marks. */
  state: PlainObject;
}

/** What a failed call told: the text, and what it kept of a resource that exists already. */
export class CallFailed extends Error {
  readonly kept: Resource | undefined;
  constructor(message: string, kept: Resource | undefined) {
    super(message);
    this.kept = kept;
  }
}

/** The engine's side of the protocol, over real gRPC on a local port. */
export interface Engine {
  lines: Line[];
  urn(type: string, name?: string): string;
  checkConfig(news: PlainObject, olds?: PlainObject): Promise<{ inputs: PlainObject; failures: string[] }>;
  configure(inputs: PlainObject): Promise<void>;
  check(urn: string, inputs: PlainObject, olds?: PlainObject): Promise<{ inputs: PlainObject; failures: string[] }>;
  /** What a preview says of a resource that is not there yet. */
  previewCreate(urn: string, inputs: PlainObject): Promise<PlainObject>;
  create(urn: string, inputs: PlainObject, timeoutSeconds?: number): Promise<Resource>;
  diff(resource: Resource, inputs: PlainObject): Promise<EngineDiff>;
  previewUpdate(resource: Resource, inputs: PlainObject): Promise<PlainObject>;
  update(resource: Resource, inputs: PlainObject): Promise<Resource>;
  refresh(resource: Resource): Promise<Resource | undefined>;
  import(urn: string, id: string): Promise<Resource | undefined>;
  delete(resource: Resource): Promise<void>;
  invoke(type: string, args: PlainObject): Promise<{ outputs: PlainObject; failures: string[] }>;
  cancel(): Promise<void>;
  schema(): Promise<string>;
  /** The client itself, for requests that no engine would send. */
  client: IResourceProviderClient;
  close(): Promise<void>;
}

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

/** Each stands for a command of Pulumi's of its own; none is a process that runs. */
let engines = 0;

export async function startEngine(env: NodeJS.ProcessEnv): Promise<Engine> {
  const lines: Line[] = [];
  const engineServer = await serve(EngineService as unknown as typeof ResourceProviderService, {
    log: (call: { request: InstanceType<typeof engine.LogRequest> }, done: (error: null, reply: unknown) => void) => {
      const { request } = call;
      const severity = SEVERITIES[request.getSeverity()] ?? "info";
      lines.push({ urn: request.getUrn(), message: request.getMessage(), severity, ephemeral: request.getEphemeral() });
      done(null, new Empty());
    },
  });
  engines -= 1;
  const service = createService(() => Promise.resolve(parts), env, engines) as UntypedServiceImplementation;
  const providerServer = await serve(ResourceProviderService, service);
  const client = new ResourceProviderClient(providerServer.address, grpc.credentials.createInsecure());
  const attach = new plugin.PluginAttach();
  attach.setAddress(engineServer.address);
  const call = <Reply>(run: (done: (error: unknown, reply: Reply) => void) => void): Promise<Reply> =>
    new Promise((resolve, reject) => run((error, reply) => (error ? reject(callFailed(error)) : resolve(reply))));
  await call((done) => client.attach(attach, done));
  const configuration = new proto.ConfigureRequest();
  configuration.setArgs(encode({}));
  await call((done) => client.configure(configuration, done));
  return {
    lines,
    client,
    ...calls(client, call),
    async close() {
      (client as unknown as Client).close();
      providerServer.close();
      engineServer.close();
    },
  };
}

type Call = <Reply>(run: (done: (error: unknown, reply: Reply) => void) => void) => Promise<Reply>;

function calls(client: IResourceProviderClient, call: Call): Omit<Engine, "lines" | "client" | "close"> {
  const createRequest = (urn: string, inputs: PlainObject, preview: boolean, timeoutSeconds = 0) => {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(encode(inputs));
    request.setPreview(preview);
    request.setTimeout(timeoutSeconds);
    return request;
  };
  const updateRequest = ({ urn, id, state, inputs }: Resource, news: PlainObject, preview: boolean) => {
    const request = new proto.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(encode(state));
    request.setOldInputs(encode(inputs));
    request.setNews(encode(news));
    request.setPreview(preview);
    return request;
  };
  const read = async (urn: string, id: string, inputs: PlainObject, state: PlainObject) => {
    const request = new proto.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setInputs(encode(inputs));
    request.setProperties(encode(state));
    const reply = await call<InstanceType<typeof proto.ReadResponse>>((done) => client.read(request, done));
    if (reply.getId() === "") return undefined;
    return { urn, id: reply.getId(), inputs: decode(reply.getInputs()), state: decode(reply.getProperties()) };
  };
  return {
    urn: (type, name = "it") => `urn:pulumi:staging::consumer-notebook::heroku:index:${type}::${name}`,
    async checkConfig(news, olds = {}) {
      const request = new proto.CheckRequest();
      request.setNews(encode(news));
      request.setOlds(encode(olds));
      return checked(await call((done) => client.checkConfig(request, done)));
    },
    async configure(inputs) {
      const request = new proto.ConfigureRequest();
      request.setArgs(encode(inputs));
      await call((done) => client.configure(request, done));
    },
    async check(urn, inputs, olds = {}) {
      const request = new proto.CheckRequest();
      request.setUrn(urn);
      request.setOlds(encode(olds));
      request.setNews(encode(inputs));
      return checked(await call((done) => client.check(request, done)));
    },
    async previewCreate(urn, inputs) {
      const request = createRequest(urn, inputs, true);
      const reply = await call<InstanceType<typeof proto.CreateResponse>>((done) => client.create(request, done));
      return decode(reply.getProperties());
    },
    async create(urn, inputs, timeoutSeconds) {
      const request = createRequest(urn, inputs, false, timeoutSeconds);
      const reply = await call<InstanceType<typeof proto.CreateResponse>>((done) => client.create(request, done));
      return { urn, id: reply.getId(), inputs, state: decode(reply.getProperties()) };
    },
    async diff({ urn, id, inputs, state }, news) {
      const request = new proto.DiffRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOldInputs(encode(inputs));
      request.setOlds(encode(state));
      request.setNews(encode(news));
      return diffText(await call((done) => client.diff(request, done)));
    },
    async previewUpdate(resource, news) {
      const request = updateRequest(resource, news, true);
      const reply = await call<InstanceType<typeof proto.UpdateResponse>>((done) => client.update(request, done));
      return decode(reply.getProperties());
    },
    async update(resource, news) {
      const request = updateRequest(resource, news, false);
      const reply = await call<InstanceType<typeof proto.UpdateResponse>>((done) => client.update(request, done));
      return { ...resource, inputs: news, state: decode(reply.getProperties()) };
    },
    refresh: ({ urn, id, inputs, state }) => read(urn, id, inputs, state),
    import: (urn, id) => read(urn, id, {}, {}),
    async delete({ urn, id, inputs, state }) {
      const request = new proto.DeleteRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(encode(state));
      request.setOldInputs(encode(inputs));
      await call((done) => client.delete(request, done));
    },
    async invoke(type, args) {
      const request = new proto.InvokeRequest();
      request.setTok(`heroku:index:${type}`);
      request.setArgs(encode(args));
      const reply = await call<InstanceType<typeof proto.InvokeResponse>>((done) => client.invoke(request, done));
      return { outputs: decode(reply.getReturn()), failures: reply.getFailuresList().map((each) => each.getReason()) };
    },
    async cancel() {
      await call((done) => client.cancel(new Empty(), done));
    },
    async schema() {
      const request = new proto.GetSchemaRequest();
      const reply = await call<InstanceType<typeof proto.GetSchemaResponse>>((done) => client.getSchema(request, done));
      return reply.getSchema();
    },
  };
}

function checked(reply: InstanceType<typeof proto.CheckResponse>): { inputs: PlainObject; failures: string[] } {
  return { inputs: decode(reply.getInputs()), failures: reply.getFailuresList().map((each) => each.getReason()) };
}

/** The error as the engine would understand it, with the resource that a partial failure keeps. */
function callFailed(error: unknown): CallFailed {
  const { details, metadata } = error as import("@grpc/grpc-js").ServiceError;
  const [packed] = metadata?.get("grpc-status-details-bin") ?? [];
  return new CallFailed(details, packed === undefined ? undefined : keptResource(packed as Buffer));
}

function keptResource(packed: Buffer): Resource | undefined {
  const { Status } = require("@pulumi/pulumi/proto/status_pb.js") as typeof import("@pulumi/pulumi/proto/status_pb.js");
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (!detail) return undefined;
  const failure = proto.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    urn: "",
    id: failure.getId(),
    inputs: decode(failure.getInputs()),
    state: decode(failure.getProperties()),
  };
}

async function serve(definition: typeof ResourceProviderService, service: UntypedServiceImplementation) {
  const server = new grpc.Server();
  server.addService(definition, service);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}
