import { html } from "hono/html";
import type { App } from "../../model/app.ts";
import { type Domain, domains } from "../../model/domain.ts";
import { sniEndpoints } from "../../model/sni-endpoint.ts";
import type { Platform } from "../../platform.ts";
import { badge, code, empty, type Html, more, named, row, section, type Tone, table } from "../parts.ts";

const MOST = 100;

export function domainSection(platform: Platform, app: App): Html {
  const all = domains(platform).list({ app: app.id });
  const rows = all.slice(0, MOST).map((domain) => {
    const { hostname, cname } = domain;
    return row(
      named(hostname),
      cname === null ? badge("not known yet", "warn") : code(cname),
      certificateOf(platform, domain),
    );
  });
  return section(
    { id: "domains", title: "Domains", note: `automatic certificates are ${app.acm ? "on" : "off"}`, wide: true },
    rows.length === 0
      ? empty(html`None. <code>heroku domains:add www.example.com -a ${app.name}</code> adds one.`)
      : html`${table("domains-title", ["Name", "DNS target", "Certificate"], rows)}${more(all.length - MOST)}`,
  );
}

const TONES: Record<NonNullable<Domain["acm_status"]>, Tone> = {
  "in-progress": "warn",
  "dns-verified": "warn",
  "cert issued": "good",
  failing: "bad",
  failed: "bad",
};

function certificateOf(platform: Platform, domain: Domain): Html {
  const { acm_status, acm_status_reason, sni_endpoint } = domain;
  const endpoint = sni_endpoint === null ? undefined : sniEndpoints(platform).get(sni_endpoint);
  const until = endpoint ? html` <span class="sub">until ${day(endpoint.ssl_cert.expires_at)}</span>` : "";
  const reason = acm_status_reason === null ? "" : html` <span class="sub">${acm_status_reason}</span>`;
  if (acm_status !== null) return html`${badge(acm_status, TONES[acm_status])}${until}${reason}`;
  return endpoint ? html`${badge("of your own", "good")}${until}` : html`<span class="none">no certificate</span>`;
}

const day = (at: string): Html => html`<time datetime="${at}" title="${at}">${at.slice(0, 10)}</time>`;
