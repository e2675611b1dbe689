import { createVerify, X509Certificate } from "node:crypto";
import type { Text } from "@openlading/core";
import type { FabricGateway } from "./connection.ts";
import { findings, type FindingCode } from "./findings.ts";
import { askGateway } from "./gateway-question.ts";
import type { FabricLedgerOptions } from "./open.ts";
import { askPolicy } from "./policy-question.ts";
import { reachGateway } from "./reach.ts";

/** One thing that was looked at: well, or what is wrong and what to do, in one line. */
export interface Finding {
  readonly code: FindingCode;
  readonly isOk: boolean;
  /** The gateway it is about, or null when it is about the identity or the policy. */
  readonly address: string | null;
  readonly text: Text;
}

/**
 * Looks, step by step, at what stands between this client and its contract: own certificate and key, port, TLS, host
 * name, organisation, channel, chaincode, clock, endorsers and their policy. Nothing is ordered or written. Where one step fails, the steps behind
 * it say nothing.
 */
export async function diagnoseFabric(options: FabricLedgerOptions, now: () => number): Promise<readonly Finding[]> {
  const own = await lookAtIdentity(options, now());
  const about = await Promise.all(options.gateways.map((gateway) => lookAtGateway(options, gateway, now())));
  return [finding(own, null, {}), ...about, ...(await lookAtPolicy(options, about))];
}

/** The policy is the channel's: the first gateway that reached the chaincode is asked. */
async function lookAtPolicy(options: FabricLedgerOptions, about: readonly Finding[]): Promise<readonly Finding[]> {
  const reached = about.findIndex(({ code }) => code === "gateway-ok" || code === "endorsers-missing");
  const gateway = options.gateways[reached];
  if (gateway === undefined) return [];
  const { channel, chaincode } = options;
  const { code, policy, organisations } = await askPolicy(gateway, options);
  return [finding(code, null, { channel, chaincode, policy, organisations })];
}

async function lookAtIdentity({ identity, signer }: FabricLedgerOptions, nowMs: number): Promise<FindingCode> {
  const certificate = readCertificate(identity.credentials);
  if (certificate === null) return "certificate-unreadable";
  if (nowMs < Date.parse(certificate.validFrom)) return "certificate-not-yet";
  if (nowMs > Date.parse(certificate.validTo)) return "certificate-expired";
  const message = new Uint8Array(32);
  const isOurs = createVerify("sha256")
    .update(message)
    .verify(certificate.publicKey, await signer(message));
  return isOurs ? "identity-ok" : "key-of-another";
}

function readCertificate(pem: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

async function lookAtGateway(options: FabricLedgerOptions, gateway: FabricGateway, nowMs: number): Promise<Finding> {
  const { channel, chaincode, identity } = options;
  const names = { address: gateway.address, channel, chaincode, mspId: identity.mspId };
  const reached = await reachGateway(gateway);
  const code = reached ?? (await askGateway(gateway, options, nowMs));
  return finding(code, gateway.address, names);
}

function finding(code: FindingCode, address: string | null, names: Readonly<Record<string, string>>): Finding {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "");
  const { en, zh } = findings[code];
  return { code, isOk: code.endsWith("-ok"), address, text: { en: fill(en), zh: fill(zh) } };
}
