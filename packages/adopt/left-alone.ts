import {
  hasOwnCertificate,
  isDead,
  isDeclarable,
  isDeclarableSchedule,
  isDeclaredAttachment,
  unnameableVars,
} from "./description.ts";
import type { ExistingApp } from "./existing-app.ts";

/** What the stack does not take over, each in a sentence or two that say what to do. All of it stays at Heroku as it is. */
export function leftAlone(app: ExistingApp): string[] {
  return [...code(app), ...config(app), ...addOns(app), ...certificates(app), ...drains(app), ...pipeline(app)];
}

function code({ formation }: ExistingApp): string[] {
  const release = "The code that runs: releases happen, and can't be imported. Go on deploying as you do";
  return [
    `${release}, or name a folder to build in \`build\`.`,
    ...(formation.length > 0
      ? []
      : ["Dynos: the app has no release yet, so it has no process types. After the first, add them to `formation`."]),
  ];
}

function config(app: ExistingApp): string[] {
  return unnameableVars(app).map(
    (key) =>
      `Config var ${key}: a stack file can't hold a key of that name. Rename it, then declare it in \`secretVars\`.`,
  );
}

function addOns(app: ExistingApp): string[] {
  const { addOns, borrowed } = app;
  return [
    ...addOns.flatMap((addOn) => {
      const { name, plan, state, attachments, schedules, credentials } = addOn;
      if (addOn.follows)
        return [`Follower ${name} (${plan.name}): declare an AddOn with \`follow\` in index.ts, and import it.`];
      if (isDead(addOn))
        return [`Add-on ${name} (${plan.name}): Heroku says it is ${state}. Adopt the app once it is provisioned.`];
      const further = attachments.slice(1).map((each) => `Attachment ${each} of ${name}: ${DECLARE_ATTACHMENT}`);
      const others = schedules
        .filter((schedule) => !isDeclarableSchedule(schedule))
        .map((each) => `Backups of ${each.name} (${name}): declare a PostgresBackupSchedule in index.ts.`);
      const unseen = credentials ? [] : [`Credentials of ${name} beside the default one: ${DECLARE_CREDENTIAL}`];
      return [...further, ...others, ...unseen];
    }),
    ...borrowed.filter((each) => !isDeclaredAttachment(each, app)).map(attachment),
  ];
}

function attachment({ name, addon, namespace }: ExistingApp["borrowed"][number]): string {
  if (namespace?.startsWith("connection-pooling:"))
    return `Pooled connections to ${addon.name}, and the config var ${name}_URL: declare a PostgresConnectionPooling in index.ts.`;
  const whose = namespace ? `under the credential ${namespace}` : `an add-on of ${addon.app.name}`;
  return `Attachment ${name} of ${addon.name}, ${whose}, and the config vars ${name}_…: ${DECLARE_ATTACHMENT}`;
}

const DECLARE_ATTACHMENT = "declare an AddOnAttachment in index.ts.";

const DECLARE_CREDENTIAL =
  "Heroku does not tell them to this key. Name those that `heroku pg:credentials` shows in `credentials`, and import them.";

function certificates({ domains }: ExistingApp): string[] {
  return domains
    .filter(hasOwnCertificate)
    .map(
      ({ hostname, sni_endpoint }) =>
        `Domain ${hostname}, which serves your own certificate ${sni_endpoint?.name}: Heroku does not give out its private ` +
        "key. Declare a Domain in index.ts, and an SniEndpoint with key and certificate to have the stack renew it.",
    );
}

function drains({ drains }: ExistingApp): string[] {
  const count = drains.filter(({ url, addon }) => addon || !url).length;
  return count > 0
    ? [`${count} log drain${count > 1 ? "s" : ""} that add-ons have set up: they come with the add-on.`]
    : [];
}

function pipeline({ coupling }: ExistingApp): string[] {
  if (!coupling) return [];
  return isDeclarable(coupling.stage)
    ? [
        `Pipeline ${coupling.pipelineName} itself: the stack declares the app's place in it only, as it may have other apps.`,
      ]
    : [`The app's place in pipeline ${coupling.pipelineName}: Heroku makes apps of stage ${coupling.stage} by itself.`];
}
