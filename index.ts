import { HerokuApp } from "./components/heroku-app.ts";
import { readSettings } from "./components/settings.ts";

const { app, ...settings } = readSettings();
const site = new HerokuApp("site", { ...app, ...settings });

export const appId = site.appId;
export const webUrl = site.webUrl;
