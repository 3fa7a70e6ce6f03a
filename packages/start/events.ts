import { z } from "zod";

const Metadata = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  new: z.object({ outputs: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

/** What `pulumi up --json` tells, a line each: https://pkg.go.dev/github.com/pulumi/pulumi/sdk/v3/go/common/apitype */
const Event = z.object({
  diagnosticEvent: z
    .object({
      urn: z.string().optional(),
      message: z.string(),
      severity: z.string(),
      /** Passes, such as what is waited for. */
      ephemeral: z.boolean().optional(),
    })
    .optional(),
  resOutputsEvent: z.object({ metadata: Metadata }).optional(),
});

const STACK = "pulumi:pulumi:Stack";

/** What is known of a run so far. */
export class Run {
  /** What Pulumi told its user, warnings and errors too. */
  readonly said: { severity: string; text: string }[] = [];
  /** URNs of what is done. */
  readonly done = new Set<string>();
  /** What it waits for, or did last. */
  passing = "";
  /** The outputs of the stack; Pulumi has masked what is secret in them. */
  outputs: Record<string, unknown> = {};

  read(line: string): void {
    const event = eventIn(line);
    if (!event) return void this.said.push({ severity: "info", text: line });
    const { diagnosticEvent, resOutputsEvent } = event;
    if (diagnosticEvent) this.#hear(diagnosticEvent);
    if (!resOutputsEvent) return;
    const { urn, type, new: made } = resOutputsEvent.metadata;
    this.done.add(urn);
    if (type === STACK) this.outputs = made?.outputs ?? {};
  }

  /** Debugging texts may quote values, and are for nobody's eyes. */
  #hear({ urn, message, severity, ephemeral }: NonNullable<z.infer<typeof Event>["diagnosticEvent"]>): void {
    const text = message.trim();
    if (severity === "debug" || text === "") return;
    if (ephemeral) {
      this.passing = text;
      return;
    }
    const name = urn?.split("::").slice(3).join("::");
    this.said.push({ severity, text: name ? `${name}: ${text}` : text });
  }
}

function eventIn(line: string): z.infer<typeof Event> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return Event.parse(JSON.parse(line));
  } catch {
    return undefined; // Cut short, as Pulumi was killed.
  }
}
