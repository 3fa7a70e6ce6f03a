import { html } from "hono/html";
import type { Coupling } from "../model/pipeline.ts";
import type { Html } from "./parts.ts";

export const stageOf = (stage: Coupling["stage"]): Html => html`<span class="stage ${stage}">${stage}</span>`;
