import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { invalidParams } from "../errors.ts";

/** What is told of a certificate; Heroku's names. */
export interface SslCert {
  "ca_signed?": boolean;
  cert_domains: string[];
  expires_at: string;
  issuer: string;
  "self_signed?": boolean;
  starts_at: string;
  subject: string;
}

/** Heroku's words are (unverified). */
const NO_CERTIFICATE = "No certificate given is a domain name certificate.";
const NO_KEY = "Unable to read the private key.";
const WRONG_KEY = "Key doesn't match the certificate.";
const BROKEN_CHAIN = "Unable to verify the certificate chain: a certificate is not signed by the one after it.";

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads a chain, the domain's own certificate first, and refuses what could not serve a request. */
export function readCertificate(chainPem: string, keyPem: string): SslCert {
  const chain = (chainPem.match(PEM) ?? []).map(certificateOf);
  const [leaf] = chain;
  if (!leaf) throw invalidParams(NO_CERTIFICATE);
  if (!leaf.checkPrivateKey(keyOf(keyPem))) throw invalidParams(WRONG_KEY);
  chain.forEach((certificate, index) => {
    const signer = chain[index + 1];
    if (signer && !isSignedBy(certificate, signer)) throw invalidParams(BROKEN_CHAIN);
  });
  return {
    "ca_signed?": isTrusted(chain.at(-1) ?? leaf),
    cert_domains: domainsOf(leaf),
    expires_at: timeOf(leaf.validToDate),
    issuer: slashed(leaf.issuer),
    "self_signed?": isSignedBy(leaf, leaf),
    starts_at: timeOf(leaf.validFromDate),
    subject: slashed(leaf.subject),
  };
}

export function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw invalidParams(NO_CERTIFICATE);
  }
}

function keyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw invalidParams(NO_KEY);
  }
}

function isSignedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  return certificate.checkIssued(signer) && certificate.verify(signer.publicKey);
}

function isTrusted(last: X509Certificate): boolean {
  return rootCertificates.some((pem) => isSignedBy(last, new X509Certificate(pem)));
}

/** The alternative names; an old certificate without them covers its common name. */
function domainsOf(leaf: X509Certificate): string[] {
  const alternatives = [...(leaf.subjectAltName ?? "").matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => name ?? "");
  const common = /^CN=(.+)$/m.exec(leaf.subject)?.[1];
  return alternatives.length > 0 ? alternatives : common === undefined ? [] : [common];
}

/** "/C=US/O=Let's Encrypt/CN=R3" */
function slashed(name: string): string {
  return `/${name.split("\n").join("/")}`;
}

function timeOf(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
