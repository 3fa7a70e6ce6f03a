import { readFile } from "node:fs/promises";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { CheckFailure, CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Environment } from "../client/endpoint.ts";
import type { Phase } from "./claims.ts";
import type { createEngineLog } from "./engine-log.ts";
import { Empty, grpc, plugin, provider as proto } from "./proto.ts";

/** The parts that are loaded once the engine knows the port: zod, the HTTP client and what resources need. */
type Parts = typeof import("./parts.ts");

type Handler<Request, Response> = (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => void;

export const VERSION = "0.1.0";

/** Pulumi's provider protocol: messages in, plain values to the provider, messages out. */
export function createService(
  load: () => Promise<Parts>,
  env: Environment,
  engine = process.ppid,
): Partial<IResourceProviderServer> {
  let engineAddress: string | undefined;
  const parts = async () => {
    const loaded = await load();
    started ??= start(loaded, () => ({ engine, address: engineAddress }), env);
    return { ...loaded, ...started };
  };
  let started: ReturnType<typeof start> | undefined;
  type Ready = Awaited<ReturnType<typeof parts>>;
  const handle =
    <Request, Response>(
      work: (ready: Ready, request: Request) => Promise<Response> | Response,
    ): Handler<Request, Response> =>
    async (call, done) => {
      const ready = await parts().catch((error: unknown) => done(notLoaded(error)));
      if (!ready) return;
      try {
        done(null, await work(ready, call.request));
      } catch (error) {
        const failure = ready.isRpcError(error) ? error : ready.rpcError(error);
        done(ready.sendable({ ...failure, details: ready.provider.mask(failure.details) }));
      }
    };
  return {
    handshake: (call, done) => {
      engineAddress = call.request.getEngineAddress() || undefined;
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      done(null, response);
    },
    attach: (call, done) => {
      engineAddress = call.request.getAddress() || undefined;
      done(null, new Empty());
    },
    getPluginInfo: (_call, done) => {
      const info = new plugin.PluginInfo();
      info.setVersion(VERSION);
      done(null, info);
    },
    getSchema: handle(async () => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(await readFile(new URL("../generated/schema.json", import.meta.url), "utf8"));
      return response;
    }),
    checkConfig: handle(({ provider, decode, encode }, request) => {
      const { inputs, reasons } = provider.checkConfig(decode(request.getOlds()), decode(request.getNews()));
      return checked(encode(inputs), reasons);
    }),
    diffConfig: handle(({ provider, decode }, request) => {
      const olds = decode(request.getOldInputs() ?? request.getOlds());
      return changedBy(provider.diffConfig(olds, decode(request.getNews())));
    }),
    configure: handle(({ provider, decode }, request) => {
      provider.configure(decode(request.getArgs()));
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    check: handle(async ({ provider, decode, encode, sealInputs }, request) => {
      const { given, reasons } = await provider.check(
        request.getUrn(),
        decode(request.getOlds()),
        decode(request.getNews()),
      );
      return checked(encode(sealInputs(await provider.definition(request.getUrn()), given)), reasons);
    }),
    diff: handle(async ({ provider, askedOf, diffResponse }, request) => {
      const asked = askedOf(request);
      const { changes, outstanding } = await provider.diff(asked);
      return diffResponse(await provider.definition(asked.urn), changes, outstanding);
    }),
    create: handle(async ({ provider, askedOf, encode, stateOf }, request) => {
      const asked = askedOf(request);
      const { id, given, outputs } = await provider.create(asked);
      const response = new proto.CreateResponse();
      response.setId(id);
      response.setProperties(encode(stateOf(await provider.definition(asked.urn), given, outputs)));
      return response;
    }),
    update: handle(async ({ provider, askedOf, encode, stateOf }, request) => {
      const asked = askedOf(request);
      const { given, outputs } = await provider.update(asked);
      const response = new proto.UpdateResponse();
      response.setProperties(encode(stateOf(await provider.definition(asked.urn), given, outputs)));
      return response;
    }),
    read: handle(async ({ provider, askedOf, encode, stateOf, sealInputs }, request) => {
      const asked = askedOf(request);
      const response = new proto.ReadResponse();
      const found = await provider.read(asked);
      if (!found) return response;
      const definition = await provider.definition(asked.urn);
      response.setId(found.id);
      response.setInputs(encode(sealInputs(definition, found.given)));
      response.setProperties(encode(stateOf(definition, found.given, found.outputs)));
      return response;
    }),
    delete: handle(async ({ provider, askedOf }, request) => {
      await provider.delete(askedOf(request));
      return new Empty();
    }),
    invoke: handle(async ({ provider, decode, encode, sealOutputs }, request) => {
      const { definition, outputs, reasons } = await provider.invoke(request.getTok(), decode(request.getArgs()));
      const response = new proto.InvokeResponse();
      response.setFailuresList(reasons.map(failure));
      if (reasons.length === 0) response.setReturn(encode(sealOutputs(definition, outputs)));
      return response;
    }),
    cancel: handle(({ provider }) => {
      provider.cancel();
      return new Empty();
    }),
  };
}

/** Whatever keeps the rest of the provider from loading, such as an installation that is not complete. */
const notLoaded = (error: unknown) => ({ code: grpc.status.INTERNAL, details: `The provider can't start: ${error}` });

function start(loaded: Parts, phase: () => Phase, env: Environment) {
  const log: ReturnType<typeof createEngineLog> = loaded.createEngineLog(() => phase().address);
  return { log, provider: loaded.createProvider(log, env, phase) };
}

function checked(inputs: Parameters<CheckResponse["setInputs"]>[0], reasons: string[]): CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(inputs);
  response.setFailuresList(reasons.map(failure));
  return response;
}

/** The path stands in the reason: for a failure with a property the engine prints the property's value, secret or not. */
function failure(reason: string): CheckFailure {
  const made = new proto.CheckFailure();
  made.setReason(reason);
  return made;
}

function changedBy(keys: string[]): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse();
  response.setChanges(keys.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(keys);
  return response;
}
