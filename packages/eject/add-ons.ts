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
  /** Names of the attachments to the same app that pool connections. */
  pools: string[];
  /** When Heroku may maintain a database, in UTC. */
  window?: z.output<typeof WindowInputs>;
  /** Links to databases of the same app, by the name that those have on it. */
  links: { name: string; remote: string }[];
  /** Databases of the same app that follow this one, which are copies of it. */
  followers: { plan: string; attachment: string }[];
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
const PoolInputs = z.object({ app: z.string(), name: z.string() });
const WindowInputs = z.object({ day: z.string(), time: z.string() });
const LinkInputs = z.object({ name: z.string(), remote: z.string() });
const AttachmentInputs = z.object({ name: z.string(), namespace: z.string().optional() });

/** The add-ons among the resources of an app. */
export function addOnsOf(own: Resource[]): AddOn[] {
  const addOns = own.filter((resource) => nounOf(resource) === "AddOn");
  return addOns.filter((addOn) => !isFollower(addOn, own)).map((addOn) => addOnOf(addOn, own));
}

/** Whether it can be made as a follower: by the names that it and its leader have on the app. */
const isFollower = (addOn: Resource, own: Resource[]): boolean =>
  isNamed(addOn.inputs.follow, own) && nameOn(addOn) !== undefined;

/** What the script can make only where it knows a name of the add-ons in question on the same app, and how it tells. */
const NEEDS_NAMES: Record<string, (resource: Resource, own: Resource[]) => boolean> = {
  AddOnAttachment({ inputs }, own) {
    const { namespace } = AttachmentInputs.parse(inputs);
    return isNamed(inputs.addOn, own) && (!namespace || credentialIn(namespace) !== undefined);
  },
  PostgresConnectionPooling: ({ inputs }, own) => isNamed(inputs.addOn, own),
  PostgresLink: ({ inputs }, own) => isNamed(inputs.addOn, own) && isNamed(inputs.remote, own),
  PostgresMaintenanceWindow: ({ inputs }, own) => isNamed(inputs.addOn, own),
};

/** Whether the script makes something that belongs to add-ons; undefined for what needs none of their names. */
export const isRebuilt = (resource: Resource, own: Resource[]): boolean | undefined =>
  NEEDS_NAMES[nounOf(resource) ?? ""]?.(resource, own);

const isNamed = (addOn: unknown, own: Resource[]): boolean => nameOf(addOn, own) !== undefined;

/** The name that an add-on has on the app, by its UUID. */
function nameOf(addOn: unknown, own: Resource[]): string | undefined {
  const found = own.find((each) => nounOf(each) === "AddOn" && each.id === addOn);
  return found && nameOn(found);
}

function addOnOf(resource: Resource, own: Resource[]): AddOn {
  const { plan, config } = AddOnInputs.parse(resource.inputs);
  const of = (noun: string) => own.filter((each) => nounOf(each) === noun && each.inputs.addOn === resource.id);
  const rebuilt = (noun: string) => of(noun).filter((each) => isRebuilt(each, own));
  const [schedule] = of("PostgresBackupSchedule");
  const [window] = rebuilt("PostgresMaintenanceWindow");
  const attached = rebuilt("AddOnAttachment");
  const pools = rebuilt("PostgresConnectionPooling");
  const followers = own.filter((each) => each.inputs.follow === resource.id && isFollower(each, own));
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
      ...new Set(
        [resource, ...attached, ...pools, ...followers].flatMap(
          ({ outputs }) => WithConfigVars.parse(outputs).configVars,
        ),
      ),
    ],
    ...(schedule ? { backup: ScheduleInputs.parse(schedule.inputs) } : {}),
    credentials: [...new Set([...declared, ...attachments.flatMap(({ credential }) => credential ?? [])])].filter(
      (name) => name !== DEFAULT,
    ),
    attachments,
    pools: pools.map(({ inputs }) => PoolInputs.parse(inputs).name),
    ...(window ? { window: WindowInputs.parse(window.inputs) } : {}),
    links: rebuilt("PostgresLink").map((link) => linkOf(link, own)),
    followers: followers.map((each) => ({ plan: AddOnInputs.parse(each.inputs).plan, attachment: nameOn(each) ?? "" })),
    ...(store ? { store } : {}),
  };
}

function linkOf({ inputs }: Resource, own: Resource[]): AddOn["links"][number] {
  const { name, remote } = LinkInputs.parse(inputs);
  return { name, remote: nameOf(remote, own) ?? remote };
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
