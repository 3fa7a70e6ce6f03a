import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb.js";
import { HerokuFailure } from "../define/errors.ts";
import type { Plain, PlainObject } from "../define/values.ts";
import { Struct } from "./proto.ts";

/** What the engine sent, with its secret marks. */
export function decode(value: StructMessage | undefined): PlainObject {
  if (!value) return {};
  try {
    return value.toJavaScript() as PlainObject;
  } catch {
    throw new HerokuFailure("wrong-inputs", "The request holds a value of no kind that the protocol has");
  }
}

/** What the engine gets; fields without a value are left out. */
export const encode = (value: Record<string, Plain | undefined>): StructMessage => {
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(present) as Parameters<typeof Struct.fromJavaScript>[0]);
};
