import { HerokuApp } from "./components/heroku-app.ts";
import { readSettings } from "./components/settings.ts";

const { app, formation, vars, secretVars } = readSettings();
const site = new HerokuApp("site", { ...app, formation, vars, secretVars });

export const appId = site.appId;
export const webUrl = site.webUrl;
