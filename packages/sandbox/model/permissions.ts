/**
 * What people may be allowed on an app of a team: https://devcenter.heroku.com/articles/app-permissions. The names are
 * those of Heroku's CLI and documentation; the descriptions are (unverified).
 */
export const PERMISSIONS = [
  { name: "deploy", description: "Can deploy code, change config vars and manage free add-ons." },
  { name: "manage", description: "Can add and remove collaborators, and transfer or delete the app." },
  { name: "operate", description: "Can manage add-ons and domains, and scale and restart the app." },
  { name: "view", description: "Can see the app, its releases and who has access." },
] as const;

/** What a collaborator may do with an app that no team owns (unverified). */
export const OF_COLLABORATORS = PERMISSIONS.filter(({ name }) => name !== "manage");
