import { createPrivateKey, sign, X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const UTC_TIME = Buffer.of(0x17, 0x0d);
const UTC_TIME_LENGTH = 15;

/**
 * The same certificate, issued again by the same authority, but over since a second ago. Only the validity's end and the
 * signature change, so the rest stays as Fabric's own tool wrote it.
 */
export function expireCertificate(pem: string, authorityFolder: string): string {
  const name = readdirSync(authorityFolder).find((file) => file.endsWith("_sk")) ?? "";
  const authority = createPrivateKey(readFileSync(join(authorityFolder, name)));
  const body = Buffer.from(bodyOf(Buffer.from(new X509Certificate(pem).raw)));
  const notAfter = body.indexOf(UTC_TIME, body.indexOf(UTC_TIME) + UTC_TIME_LENGTH);
  body.write(utcTime(Date.now() - 1_000), notAfter + UTC_TIME.length, "latin1");
  const signature = sign("sha256", body, authority);
  const certificate = der(0x30, body, ECDSA_WITH_SHA256, der(0x03, Buffer.of(0), signature));
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`;
}

const ECDSA_WITH_SHA256 = Buffer.from("300a06082a8648ce3d040302", "hex");

/** The signed part of a certificate, with its header. Certificates here are between 256 and 65,535 bytes long. */
function bodyOf(certificate: Buffer): Buffer {
  const start = 4;
  return certificate.subarray(start, start + 4 + certificate.readUInt16BE(start + 2));
}

function utcTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`;
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const header =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}
