import { registerHooks } from "node:module";

const { grpc, ResourceProviderService } = await import("../rpc/proto.ts");
const { createService } = await import("../rpc/service.ts");

/** A large config or an archive's listing; the engine's own limit is the same. */
const MESSAGE_LIMIT_BYTES = 400 << 20;

/** An engine that was killed cannot say goodbye: without it, the provider must not go on making things. */
const engine = process.ppid;
const LOOK_EVERY_MS = 500;
setInterval(() => {
  if (process.ppid !== engine) process.exit();
}, LOOK_EVERY_MS).unref();

const server = new grpc.Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES, "grpc.enable_channelz": 0 });
let parts: Promise<typeof import("../rpc/parts.ts")> | undefined;
const load = () => (parts ??= withoutLanguages(() => import("../rpc/parts.ts")));
server.addService(
  ResourceProviderService,
  createService(load, process.env) as import("@grpc/grpc-js").UntypedServiceImplementation,
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The engine reads the first line of standard output.
  process.stdout.write(`${port}\n`);
  void load();
});

/** Zod loads its messages in sixty languages, a file each, and the provider uses English alone. */
function withoutLanguages<T>(load: () => Promise<T>): Promise<T> {
  const hooks = registerHooks({
    resolve: (name, context, next) => next(name === "../locales/index.js" ? "../locales/en.js" : name, context),
  });
  return load().finally(() => hooks.deregister());
}
