import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Plain, PlainObject } from "../define/values.ts";
import { Struct } from "./proto.ts";

/** What the engine sent, with its secret marks. */
export const decode = (value: StructMessage | undefined): PlainObject =>
  value ? (value.toJavaScript() as PlainObject) : {};

/** What the engine gets; fields without a value are left out. */
export const encode = (value: Record<string, Plain | undefined>): StructMessage => {
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(present) as Parameters<typeof Struct.fromJavaScript>[0]);
};
