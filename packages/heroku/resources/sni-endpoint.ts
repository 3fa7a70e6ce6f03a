import { createPrivateKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Wrong } from "../define/explain.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { appUuid, idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`); its dynos can't be of size eco. Changing this replaces the SNI endpoint. */
  app: idOf("app").meta({ replaces: true }),
  /** The certificate and those that sign it, in PEM, the app's own one first. A change takes its place in use. */
  certificateChain: z.string(),
  /** The certificate's private key in PEM, without a passphrase; secret. Heroku never shows it again. */
  privateKey: z.string().meta({ secret: true }),
});

const outputs = z.object({
  /** Name that Heroku gave it, such as `amber-otter-12345`. */
  name: z.string(),
  /** Name that people gave it on Heroku's dashboard. */
  displayName: z.string().optional(),
  /** When the certificate expires, such as `2030-01-01T00:00:00Z`. */
  expiresAt: z.string().meta({ changesWith: ["certificateChain"] }),
});

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  display_name: z.string().nullish(),
  certificate_chain: z.string(),
  ssl_cert: z.object({ expires_at: z.string() }),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * An SSL certificate of one's own that an app serves. Domains name it in their `sniEndpoint`. Where Heroku can get the
 * certificate itself, `AutomaticCertificates` is less work.
 * https://devcenter.heroku.com/articles/ssl
 *
 * @example
 * const endpoint = new SniEndpoint("www", {
 *   app: app.id,
 *   certificateChain: config.require("certificate"),
 *   privateKey: config.requireSecret("key"),
 * });
 * new Domain("www", { app: app.id, hostname: "www.example.com", sniEndpoint: endpoint.id });
 */
export const sniEndpoint = defineThing({
  type: "SniEndpoint",
  importId:
    "the app's name or UUID and the endpoint's name or UUID, such as `example/amber-otter-12345`; its key can't be read, so the next `up` sends the declared one",
  inputs,
  outputs,
  claims: { by: ["app", "certificateChain"] },

  async preview(_heroku, { certificateChain, privateKey }, prior) {
    const changed = certificateChain !== prior?.inputs.certificateChain || privateKey !== prior?.inputs.privateKey;
    if (changed) requireMatch(certificateChain, privateKey);
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const { app, certificateChain, privateKey } = wanted;
    requireMatch(certificateChain, privateKey);
    const added = await heroku.createOnce(creationOf(heroku, wanted));
    return { id: idOfApp(app, added.id), outputs: outputsOf(added) };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const all = await listOfApp(heroku, `/apps/${given}/sni-endpoints`, Answer);
    const found = all?.find((each) => each.id === key || each.name === key);
    if (!found) return undefined;
    const app = prior?.inputs.app ?? (await appUuid(heroku, given));
    const declared = prior?.inputs.certificateChain;
    const certificateChain = isSame(found.certificate_chain, declared) ? declared : found.certificate_chain;
    return {
      id: idOfApp(app, found.id),
      inputs: { app, certificateChain, privateKey: prior?.inputs.privateKey ?? "" },
      outputs: outputsOf(found),
    };
  },

  async update(heroku, id, { app, certificateChain, privateKey }) {
    requireMatch(certificateChain, privateKey);
    const changed = await heroku.patch(`/apps/${app}/sni-endpoints/${partsOf(id).key}`, {
      doing: "change the SSL certificate",
      body: { certificate_chain: certificateChain, private_key: privateKey },
      answer: Answer,
    });
    return outputsOf(changed);
  },

  async delete(heroku, id, { app }) {
    await heroku.delete(`/apps/${app}/sni-endpoints/${partsOf(id).key}`, { doing: "remove the SSL certificate" });
  },
});

function creationOf(
  heroku: Heroku,
  { app, certificateChain, privateKey }: z.output<typeof inputs>,
): Creation<z.output<typeof Answer>> {
  return {
    doing: "add an SSL certificate",
    path: `/apps/${app}/sni-endpoints`,
    body: { certificate_chain: certificateChain, private_key: privateKey },
    answer: Answer,
    find: () => findByCertificate(heroku, app, certificateChain),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => idOfApp(app, found.name),
  };
}

const outputsOf = ({ name, display_name, ssl_cert }: Answer) => ({
  name,
  displayName: display_name ?? undefined,
  expiresAt: ssl_cert.expires_at,
});

async function findByCertificate(heroku: Heroku, app: string, chain: string): Promise<Answer | undefined> {
  const all = await heroku.look(`/apps/${app}/sni-endpoints`, z.array(Answer));
  return all?.find((each) => isSame(each.certificate_chain, chain));
}

/** The same certificates, however the lines are broken. */
function isSame(one: string, other: string | undefined): other is string {
  const bare = (pem: string) => pem.replaceAll(/\s/g, "");
  return other !== undefined && bare(one) === bare(other);
}

/** What Heroku would refuse, known without asking it. */
function requireMatch(chain: string | undefined, key: string | undefined): void {
  const certificate = chain === undefined ? undefined : parsed(() => new X509Certificate(chain));
  const privateKey = key === undefined ? undefined : parsed(() => createPrivateKey(key));
  const wrong: Wrong[] = [];
  if (certificate === null)
    wrong.push({ path: ["certificateChain"], reason: "does not begin with a certificate in PEM" });
  if (privateKey === null)
    wrong.push({ path: ["privateKey"], reason: "the secret value is not a private key in PEM without a passphrase" });
  if (certificate && privateKey && !certificate.checkPrivateKey(privateKey))
    wrong.push({ path: ["privateKey"], reason: "the secret value is not the key of the certificate" });
  if (wrong.length > 0) throw new WrongInputs(wrong);
}

/** null where the text is not what it should be; OpenSSL's own words don't help anybody. */
function parsed<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}
