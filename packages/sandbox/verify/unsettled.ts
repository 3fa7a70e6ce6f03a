/** Marks of one file that no probe settles: how many, and why. */
export interface Unsettled {
  marks: number;
  why: string;
}

const ADD_ON = "It needs an add-on that is paid for by the hour.";
const CODE = "It needs an app with code, and dynos that are paid for.";
const TEAM = "It needs a team, and people who would get letters.";
const ENTERPRISE = "It needs an enterprise account, which is made by contract.";
const GITHUB = "It needs a pipeline that is connected to GitHub.";
const SPACE = "It needs a Private Space, which is paid for by the month.";
const FIR = "It needs a Private Space of the Fir generation.";
const LARGE = "It needs more dynos, apps or bytes than anybody should send for the sake of a constant.";
const ECO = "It needs a subscription to Eco dynos.";
const DATA = "It is about the Data API, which answers for databases only.";
const HOURS = "It needs hours of waiting.";
const PERSON = "It needs a second person's account.";
const LOGS = "It needs an app that has run, and lines that came late.";

/** By file, from the folder `packages`. */
export const unsettled: Record<string, Unsettled> = {
  "heroku/add-ons/maintenance-window.ts": { marks: 1, why: DATA },
  "heroku/add-ons/settings.ts": { marks: 1, why: DATA },
  "heroku/deploy/one-off.ts": { marks: 1, why: FIR },
  "heroku/formation/autoscaling.ts": { marks: 1, why: CODE },
  "heroku/postgres/backups.ts": { marks: 1, why: DATA },
  "heroku/postgres/follower.ts": { marks: 2, why: DATA },
  "heroku/resources/build.ts": { marks: 1, why: CODE },
  "heroku/resources/key-value-store-credential.ts": { marks: 1, why: DATA },
  "heroku/resources/key-value-store-maintenance.ts": { marks: 1, why: DATA },
  "heroku/resources/one-off-job.ts": { marks: 2, why: LOGS },
  "heroku/resources/postgres-connection-pooling.ts": { marks: 1, why: DATA },
  "heroku/resources/postgres-credential.ts": { marks: 1, why: DATA },
  "heroku/resources/postgres-link.ts": { marks: 1, why: DATA },
  "heroku/resources/rollback.ts": { marks: 1, why: CODE },
  "heroku/resources/team.ts": { marks: 1, why: TEAM },
  "heroku/resources/telemetry-drain.ts": { marks: 1, why: SPACE },
  "sandbox/build/plan.ts": { marks: 1, why: CODE },
  "sandbox/catalogue/languages.ts": { marks: 1, why: CODE },
  "sandbox/catalogue/plans.ts": { marks: 1, why: FIR },
  "sandbox/limits.ts": { marks: 2, why: LARGE },
  "sandbox/middleware/accept.ts": { marks: 1, why: DATA },
  "sandbox/model/add-on-attachment.ts": { marks: 4, why: ADD_ON },
  "sandbox/model/allowed-add-on-service.ts": { marks: 1, why: TEAM },
  "sandbox/model/create-app.ts": { marks: 1, why: LARGE },
  "sandbox/model/data-settings.ts": { marks: 1, why: DATA },
  "sandbox/model/database.ts": { marks: 1, why: DATA },
  "sandbox/model/delete-team.ts": { marks: 1, why: TEAM },
  "sandbox/model/enterprise-account.ts": { marks: 2, why: ENTERPRISE },
  "sandbox/model/follower.ts": { marks: 3, why: DATA },
  "sandbox/model/formation.ts": { marks: 2, why: CODE },
  "sandbox/model/identity-provider.ts": { marks: 2, why: TEAM },
  "sandbox/model/key-value-store-credential.ts": { marks: 1, why: DATA },
  "sandbox/model/key-value-store-settings.ts": { marks: 2, why: DATA },
  "sandbox/model/maintenance-window.ts": { marks: 3, why: DATA },
  "sandbox/model/maintenance.ts": { marks: 3, why: DATA },
  "sandbox/model/monitor.ts": { marks: 1, why: CODE },
  "sandbox/model/peering.ts": { marks: 3, why: SPACE },
  "sandbox/model/permission-entity.ts": { marks: 1, why: TEAM },
  "sandbox/model/permissions.ts": { marks: 2, why: TEAM },
  "sandbox/model/person.ts": { marks: 1, why: PERSON },
  "sandbox/model/postgres-credential.ts": { marks: 3, why: DATA },
  "sandbox/model/postgres-link.ts": { marks: 3, why: DATA },
  "sandbox/model/postgres-settings.ts": { marks: 1, why: DATA },
  "sandbox/model/promotion.ts": { marks: 2, why: CODE },
  "sandbox/model/provision-add-on.ts": { marks: 5, why: ADD_ON },
  "sandbox/model/release.ts": { marks: 1, why: CODE },
  "sandbox/model/scale.ts": { marks: 3, why: CODE },
  "sandbox/model/serialize-add-on.ts": { marks: 1, why: ADD_ON },
  "sandbox/model/serve-certificate.ts": { marks: 1, why: ECO },
  "sandbox/model/space-access.ts": { marks: 2, why: SPACE },
  "sandbox/model/space-apps.ts": { marks: 1, why: SPACE },
  "sandbox/model/space.ts": { marks: 2, why: SPACE },
  "sandbox/model/team-app.ts": { marks: 2, why: TEAM },
  "sandbox/model/team-feature.ts": { marks: 1, why: TEAM },
  "sandbox/model/team-invitation.ts": { marks: 4, why: TEAM },
  "sandbox/model/team-member.ts": { marks: 1, why: TEAM },
  "sandbox/model/team-preferences.ts": { marks: 1, why: TEAM },
  "sandbox/model/team.ts": { marks: 1, why: TEAM },
  "sandbox/model/telemetry-drain.ts": { marks: 1, why: SPACE },
  "sandbox/model/vpn-connection.ts": { marks: 1, why: SPACE },
  "sandbox/routes/add-on-attachments.ts": { marks: 1, why: ADD_ON },
  "sandbox/routes/add-ons.ts": { marks: 1, why: ADD_ON },
  "sandbox/routes/allowed-add-on-services.ts": { marks: 1, why: TEAM },
  "sandbox/routes/builds.ts": { marks: 1, why: CODE },
  "sandbox/routes/dynos.ts": { marks: 1, why: LARGE },
  "sandbox/routes/formation.ts": { marks: 1, why: CODE },
  "sandbox/routes/log-sessions.ts": { marks: 1, why: LOGS },
  "sandbox/routes/oci-images.ts": { marks: 2, why: FIR },
  "sandbox/routes/pipeline-promotions.ts": { marks: 1, why: CODE },
  "sandbox/routes/postgres-connection-pooling.ts": { marks: 1, why: DATA },
  "sandbox/routes/postgres.ts": { marks: 2, why: DATA },
  "sandbox/routes/review-app-config.ts": { marks: 2, why: GITHUB },
  "sandbox/routes/sources.ts": { marks: 1, why: HOURS },
  "sandbox/routes/spaces.ts": { marks: 1, why: SPACE },
  "sandbox/routes/team-apps.ts": { marks: 1, why: TEAM },
};
