import type { DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { AnyLookUp, AnyResource } from "../define/definition.ts";
import { type Change, changeText } from "../define/diff.ts";
import { seal } from "../define/secrets.ts";
import type { PlainObject } from "../define/values.ts";
import type { RpcError } from "./failure.ts";
import type { Given } from "./lifecycle.ts";
import type { Asked } from "./operations.ts";
import { provider as proto } from "./proto.ts";
import { decode } from "./values.ts";

/** The requests of the engine are alike: what one of them has no field for is empty. */
interface Request {
  getUrn(): string;
  getId?(): string;
  getProperties?(): Struct | undefined;
  getNews?(): Struct | undefined;
  getOlds?(): Struct | undefined;
  getOldInputs?(): Struct | undefined;
  getInputs?(): Struct | undefined;
  getPreview?(): boolean;
  getTimeout?(): number;
}

/** Create sends new inputs as `properties`; Read and Delete send the state as `properties`. */
export function askedOf(request: Request): Asked {
  const isCreate = request.getId === undefined;
  const properties = decode(request.getProperties?.());
  return {
    urn: request.getUrn(),
    id: request.getId?.() ?? "",
    news: isCreate ? properties : decode(request.getNews?.()),
    oldInputs: decode(request.getOldInputs?.() ?? request.getInputs?.()),
    olds: request.getOlds ? decode(request.getOlds()) : isCreate ? {} : properties,
    preview: request.getPreview?.() ?? false,
    timeoutMs: timeoutMsOf(request.getTimeout?.() ?? 0),
  };
}

/** A timer bears no more: a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** What is no length of time is no limit. */
const timeoutMsOf = (seconds: number): number => (seconds > 0 ? Math.min(Math.ceil(seconds * 1000), LONGEST_MS) : 0);

export const sealInputs = (definition: AnyResource, { inputs, like }: Given): PlainObject =>
  seal(definition.inputs, inputs, like) as PlainObject;

export const sealOutputs = (definition: AnyLookUp, outputs: PlainObject): PlainObject =>
  seal(definition.outputs, outputs) as PlainObject;

export const isRpcError = (error: unknown): error is RpcError =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error && "details" in error;

/** A detailed diff: each path that changes, and whether that needs a new object. */
export function diffResponse(definition: AnyResource, changes: Change[], outstanding: string[]): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const { Kind } = proto.PropertyDiff;
  const response = new proto.DiffResponse();
  response.setHasdetaileddiff(true);
  response.setChanges(changes.length + outstanding.length > 0 ? DIFF_SOME : DIFF_NONE);
  const set = (path: string, kind: 0 | 1 | 2 | 3 | 4 | 5) => {
    const detail = new proto.PropertyDiff();
    detail.setKind(kind);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  };
  for (const path of outstanding) set(path, Kind.UPDATE);
  for (const change of changes) set(changeText(change), kindOf(change));
  const fields = [
    ...changes.map(({ path }) => String(path[0])),
    ...outstanding.map((path) => path.replace(/[.[].*/s, "")),
  ];
  response.setDiffsList([...new Set(fields)]);
  const replaces = [...new Set(changes.filter((change) => change.replaces).map(({ path }) => String(path[0])))];
  response.setReplacesList(replaces);
  response.setDeletebeforereplace(replaces.length > 0 && definition.deleteBeforeReplace === true);
  return response;
}

function kindOf({ kind, replaces }: Change) {
  const { Kind } = proto.PropertyDiff;
  if (kind === "add") return replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (kind === "delete") return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}
