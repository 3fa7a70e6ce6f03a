import type { IEngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { EngineClient, engine, grpc } from "./proto.ts";

/** Lines under a resource in the CLI's tree. */
export interface EngineLog {
  /** Replaces the line said before. */
  say(urn: string, message: string): void;
  note(urn: string, message: string): void;
  warn(urn: string, message: string): void;
  /** Until every line has arrived. */
  flush(): Promise<void>;
}

/** The engine is on this machine, whatever proxy the environment names. */
const WITHOUT_PROXY = { "grpc.enable_http_proxy": 0 };

const MOST_WAITING = 1000;

export function createEngineLog(address: () => string | undefined): EngineLog {
  let client: IEngineClient | undefined;
  // One after another: the engine takes requests that are under way together in any order.
  let sent = Promise.resolve();
  let waiting = 0;
  const send = (urn: string, message: string, severity: number, ephemeral: boolean) => {
    const at = address();
    // Of lines that replace one another, those that come faster than the engine takes them are left out.
    if (!at || (ephemeral && waiting > MOST_WAITING)) return;
    waiting += 1;
    client ??= new EngineClient(at, grpc.credentials.createInsecure(), WITHOUT_PROXY);
    const request = new engine.LogRequest();
    request.setSeverity(severity as Parameters<typeof request.setSeverity>[0]);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    sent = sent.then(
      () =>
        new Promise((done) => {
          // A line that does not arrive is no reason to fail what it speaks of.
          client?.log(request, () => {
            waiting -= 1;
            done();
          });
        }),
    );
  };
  const { INFO, WARNING } = engine.LogSeverity;
  return {
    say: (urn, message) => send(urn, message, INFO, true),
    note: (urn, message) => send(urn, message, INFO, false),
    warn: (urn, message) => send(urn, message, WARNING, false),
    flush: () => sent,
  };
}
