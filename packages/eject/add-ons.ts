import { z } from "zod";
import { type Store, storeOf } from "./key-value-store.ts";
import { keyOf, nounOf, type Resource } from "./state.ts";

/** An add-on of an app, with everything that is declared of it. */
export interface AddOn {
  key: string;
  plan: string;
  attachment?: string;
  /** Options of provisioning; undefined where the value is secret. */
  config: Record<string, string | undefined>;
  /** Names of the config vars that it sets, those of its further attachments with them. */
  configVars: string[];
  backup?: z.output<typeof ScheduleInputs>;
  /** Names of the credentials of a database that are declared or attached, without the one that it is made with. */
  credentials: string[];
  /** Further attachments to the same app. */
  attachments: { name: string; credential?: string }[];
  /** What is declared of a Key-Value Store. */
  store?: Store;
}

const AddOnInputs = z.object({
  plan: z.string(),
  attachment: z.string().optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});
const WithConfigVars = z.object({ configVars: z.array(z.string()).default([]) });
const ScheduleInputs = z.object({ hour: z.int(), timezone: z.string(), attachment: z.string() });
const CredentialInputs = z.object({ name: z.string() });
const AttachmentInputs = z.object({ name: z.string(), namespace: z.string().optional() });

/** The add-ons among the resources of an app. */
export const addOnsOf = (own: Resource[]): AddOn[] =>
  own.filter((resource) => nounOf(resource) === "AddOn").map((addOn) => addOnOf(addOn, own));

/** Whether the script can attach it: by the name that its add-on has on the same app. */
export function isRebuilt(attachment: Resource, own: Resource[]): boolean {
  const addOn = own.find((each) => nounOf(each) === "AddOn" && each.id === attachment.inputs.addOn);
  const { namespace } = AttachmentInputs.parse(attachment.inputs);
  return addOn !== undefined && nameOn(addOn) !== undefined && (!namespace || credentialIn(namespace) !== undefined);
}

function addOnOf(resource: Resource, own: Resource[]): AddOn {
  const { plan, config } = AddOnInputs.parse(resource.inputs);
  const of = (noun: string) => own.filter((each) => nounOf(each) === noun && each.inputs.addOn === resource.id);
  const [schedule] = of("PostgresBackupSchedule");
  const attached = of("AddOnAttachment").filter((each) => isRebuilt(each, own));
  const options = Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : undefined]);
  const attachment = nameOn(resource);
  const store = storeOf(of);
  const attachments = attached.map(attachmentOf);
  const declared = of("PostgresCredential").map(({ inputs }) => CredentialInputs.parse(inputs).name);
  return {
    key: keyOf(resource),
    plan,
    ...(attachment ? { attachment } : {}),
    config: Object.fromEntries(options),
    configVars: [
      ...new Set([resource, ...attached].flatMap(({ outputs }) => WithConfigVars.parse(outputs).configVars)),
    ],
    ...(schedule ? { backup: ScheduleInputs.parse(schedule.inputs) } : {}),
    credentials: [...new Set([...declared, ...attachments.flatMap(({ credential }) => credential ?? [])])].filter(
      (name) => name !== DEFAULT,
    ),
    attachments,
    ...(store ? { store } : {}),
  };
}

function attachmentOf({ inputs }: Resource): AddOn["attachments"][number] {
  const { name, namespace = "" } = AttachmentInputs.parse(inputs);
  const credential = credentialIn(namespace);
  return { name, ...(credential ? { credential } : {}) };
}

/** The credential that each database is made with. */
const DEFAULT = "default";

const credentialIn = (namespace: string): string | undefined => /^credential:(.+)$/.exec(namespace)?.[1];

/** The declared name, or the one that a database or store has got: another one's might get another color. */
function nameOn({ inputs, outputs }: Resource): string | undefined {
  const { plan, attachment } = AddOnInputs.parse(inputs);
  if (attachment || !/^heroku-(postgresql|redis):/.test(plan)) return attachment;
  return WithConfigVars.parse(outputs).configVars[0]?.replace(/(_TLS)?_URL$/, "");
}
