import { createRequire } from "node:module";

// Pulumi ships its protocol as CommonJS; `require` loads these files and nothing else of the SDK.
const require = createRequire(import.meta.url);

export const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
export const provider =
  require("@pulumi/pulumi/proto/provider_pb.js") as typeof import("@pulumi/pulumi/proto/provider_pb.js");
export const { ResourceProviderService } =
  require("@pulumi/pulumi/proto/provider_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/provider_grpc_pb.js");
export const plugin =
  require("@pulumi/pulumi/proto/plugin_pb.js") as typeof import("@pulumi/pulumi/proto/plugin_pb.js");
export const engine =
  require("@pulumi/pulumi/proto/engine_pb.js") as typeof import("@pulumi/pulumi/proto/engine_pb.js");
export const { EngineClient } =
  require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js");
export const status =
  require("@pulumi/pulumi/proto/status_pb.js") as typeof import("@pulumi/pulumi/proto/status_pb.js");
export const any =
  require("google-protobuf/google/protobuf/any_pb.js") as typeof import("google-protobuf/google/protobuf/any_pb.js");
export const { Empty } =
  require("google-protobuf/google/protobuf/empty_pb.js") as typeof import("google-protobuf/google/protobuf/empty_pb.js");
export const { Struct } =
  require("google-protobuf/google/protobuf/struct_pb.js") as typeof import("google-protobuf/google/protobuf/struct_pb.js");

/**
 * Protobuf's own reader takes a text or a message within a message at its word: of one that says it is gigabytes long it reads
 * as much, for minutes in which nothing else happens, though there is nothing. Its reader of bytes looks first, and refuses.
 */
const { BinaryReader } = require("google-protobuf") as typeof import("google-protobuf");
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
BinaryReader.prototype.readString = function readString() {
  return utf8.decode(this.readBytes());
};
BinaryReader.prototype.readMessage = function readMessage(message, read) {
  read(message, new BinaryReader(this.readBytes()));
};
