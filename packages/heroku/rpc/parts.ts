// Everything that is not needed to print the port, loaded as one: see `service.ts`.
export { createEngineLog } from "./engine-log.ts";
export { rpcError, sendable } from "./failure.ts";
export { stateOf } from "./lifecycle.ts";
export { askedOf, diffResponse, isRpcError, sealInputs, sealOutputs } from "./messages.ts";
export { createProvider } from "./provider.ts";
export { decode, encode } from "./values.ts";
