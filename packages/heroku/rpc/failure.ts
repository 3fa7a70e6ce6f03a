import type { Metadata, ServiceError } from "@grpc/grpc-js";
import { HerokuFailure } from "../define/errors.ts";
import type { PlainObject } from "../define/values.ts";
import { any, grpc, provider, status } from "./proto.ts";
import { encode } from "./values.ts";

export type RpcError = Pick<ServiceError, "code" | "details"> & { metadata?: Metadata };

/** More than anybody reads; of the rest a trailer of HTTP/2 may be too long to arrive. */
const LONGEST = 10_000;

/** What gRPC can send as it is: an error that it can't encode ends the process. */
export const sendable = (error: RpcError): RpcError => ({
  ...error,
  details: (error.details.length > LONGEST ? `${error.details.slice(0, LONGEST)}…` : error.details).toWellFormed(),
});

/** What the engine shows: a failure of ours is one sentence; anything else is a bug and says so. */
export function rpcError(error: unknown): RpcError {
  if (error instanceof HerokuFailure) return { code: grpc.status.UNKNOWN, details: error.message };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: grpc.status.INTERNAL, details: `The provider failed, which is a bug in it: ${text}` };
}

/** The one kind of failure after which the engine keeps the resource: it exists, with this id and these properties. */
export function partlyMade(reason: string, id: string, properties: PlainObject, inputs: PlainObject): RpcError {
  const detail = new provider.ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(encode(properties));
  detail.setInputs(encode(inputs));
  detail.setReasonsList([reason]);
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rpc = new status.Status();
  rpc.setCode(grpc.status.UNKNOWN);
  rpc.setMessage(reason);
  rpc.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(rpc.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: reason, metadata };
}
