import { html } from "hono/html";
import { type Fault, faultSchema } from "../middleware/faults.ts";
import { KINDS } from "./fault-words.ts";
import { BASE, type Html } from "./parts.ts";
import { shown } from "./text.ts";

/** What the form was sent with, as text; and what is wrong with it, by field. */
export interface Filled {
  values: Record<string, string>;
  wrong: Partial<Record<Field, string>>;
}

type Field = keyof typeof RULES;

/** What each field has to be: shown beside it, and again where it is not so. */
const RULES = {
  method: "One of the methods in the list.",
  path: "A regular expression: ^/apps, /config-vars$ …",
  nth: "1 or more.",
  rate: "0 to 100.",
  kind: "One of the kinds in the list.",
  status: "400 to 599.",
  ms: "0 or more.",
  msMax: "Empty, or not less: then by chance between both.",
};

const METHODS = ["*", "GET", "POST", "PUT", "PATCH", "DELETE"];

const AT_FIRST = {
  method: "*",
  path: "^/apps",
  which: "every",
  nth: "1",
  rate: "10",
  kind: "status",
  status: "503",
  ms: "1000",
};

/** Only the fields that the chosen kind and choice need are looked at; the others may hold anything. */
export function faultIn(values: Record<string, string>): { fault: Fault } | Filled {
  const { method, path, which, kind } = values;
  const number = (name: string) => (values[name]?.trim() ? Number(values[name]) : undefined);
  const rate = values.rate?.trim() ? Number(values.rate) / 100 : Number.NaN;
  const wanted = {
    method,
    path,
    kind,
    ...(which === "nth" ? { nth: number("nth") ?? Number.NaN } : {}),
    ...(which === "rate" ? { rate } : {}),
    ...(kind === "status" ? { status: number("status") } : {}),
    ...(kind === "delay" ? { ms: number("ms"), msMax: number("msMax") } : {}),
    ...(values.after && (kind === "status" || kind === "delay") ? { after: true } : {}),
  };
  const parsed = faultSchema.safeParse(wanted);
  if (parsed.success) return { fault: parsed.data };
  const fields = parsed.error.issues.map(({ path: [field] }) => field as Field);
  return { values, wrong: Object.fromEntries(fields.map((field) => [field, RULES[field]])) };
}

export function faultForm({ values, wrong }: Filled = { values: AT_FIRST, wrong: {} }): Html {
  const fields = Object.keys(wrong) as Field[];
  const summary =
    fields.length === 0
      ? ""
      : html`<div class="error" id="errors" role="alert"><p>The fault was not set:</p>
<ul>${fields.map((field) => html`<li><a href="#${field}">${LABELS[field]}</a> ${quoted(values[field])}: ${RULES[field]}</li>`)}</ul></div>`;
  const input = (field: Field, type: "number" | "text", more: Html | string = "") =>
    html`<input id="${field}" name="${field}" type="${type}" value="${values[field] ?? ""}"${wrong[field] ? html` aria-invalid="true"` : ""} aria-describedby="${field}-rule"${more}>
<small id="${field}-rule">${RULES[field]}</small>`;
  const field = (
    name: Field,
    control: Html,
  ) => html`<div class="field"><label for="${name}">${LABELS[name]}</label>${control}</div>
`;
  const select = (name: Field, options: readonly (readonly [string, string])[]) =>
    html`<select id="${name}" name="${name}">${options.map(([value, text]) => html`<option value="${value}"${values[name] === value ? html` selected` : ""}>${text}</option>`)}</select>`;
  const choice = (value: string, text: string, more: Html | string = "") =>
    html`<div class="choice"><label><input type="radio" name="which" value="${value}"${values.which === value ? html` checked` : ""}> ${text}</label>${more}</div>
`;
  return html`${summary}<form class="fields" method="post" action="${BASE}/faults">
<fieldset><legend>Which requests</legend>
<div class="row">${field(
    "method",
    select(
      "method",
      METHODS.map((method) => [method, method === "*" ? "any" : method]),
    ),
  )}
${field("path", input("path", "text", html` required spellcheck="false" autocomplete="off"`))}</div>
</fieldset>
<fieldset class="tight"><legend>How many of them</legend>
${choice("every", "every one")}
${choice("nth", "only one of them, the nth:", input("nth", "number", html` min="1" aria-label="${LABELS.nth}"`))}
${choice("rate", "some by chance, of a hundred:", input("rate", "number", html` min="0" max="100" step="any" aria-label="${LABELS.rate}"`))}
</fieldset>
<fieldset><legend>What goes wrong</legend>
${field("kind", select("kind", Object.entries(KINDS)))}
<div class="row">${field("status", input("status", "number", html` min="400" max="599"`))}
${field("ms", input("ms", "number", html` min="0"`))}
${field("msMax", input("msMax", "number", html` min="0"`))}</div>
<div class="choice"><label><input type="checkbox" name="after" value="yes"${values.after ? html` checked` : ""}> the request takes effect all the same</label></div>
</fieldset>
<button class="main">Set this fault</button>
</form>
`;
}

const quoted = (value: string | undefined) => (value ? `"${shown(value, 60)}"` : "(nothing)");

const LABELS: Record<Field, string> = {
  method: "Method",
  path: "Path",
  nth: "The nth",
  rate: "How many of a hundred",
  kind: "Kind",
  status: "Status to answer",
  ms: "Milliseconds late",
  msMax: "At most",
};
