import { createHash, createPrivateKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { createManifest, verifyManifest } from "@openlading/dossier";
import { documentChecksum, encodeHex, parseStrictJson, type Json } from "@openlading/core";
import { createMemorySigner, importVerificationKey, signCompactJws, verifyCompactJws } from "@openlading/jws";
import { createWorld, type World, type WorldParty } from "@openlading/testkit";
import type { Prover } from "@openlading/vrf";
import * as jose from "jose";
import type { Bench } from "./bench.ts";
import { billText } from "./bill.ts";
import { peerCases } from "./peer.ts";
import { awaits, calls, type Effort, type Sample } from "./sample.ts";

const bytes = Buffer.from(billText(), "utf8");

/** A bare ES256 key pair, keys ready. */
function rawKeys() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signing = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  return { privateKey, publicKey, signing, verifying: { key: publicKey, dsaEncoding: "ieee-p1363" } as const };
}

/** One raw ES256 verification of a bill's bytes: what every time is also a multiple of. */
export function rawVerification(effort: Effort): Sample {
  return calls(effort, rawVerify());
}

/** One raw ES256 verification, to be called. */
export function rawVerify(): () => boolean {
  const { signing, verifying } = rawKeys();
  const signature = sign("sha256", bytes, signing);
  return () => verify("sha256", bytes, verifying, signature);
}

/** Sign and verify one bill. */
export async function signatureGroup(bench: Bench): Promise<void> {
  const { effort } = bench;
  const raw = rawKeys();
  const signature = sign("sha256", bytes, raw.signing);
  const ours = await manifests();
  const peers = await peerCases(bench, bytes);
  const document = parseStrictJson(bytes);
  const signer = createMemorySigner(createPrivateKey({ key: raw.privateKey.export({ format: "jwk" }), format: "jwk" }));
  const key = importVerificationKey(signer.publicJwk, "ES256");
  const token = await signCompactJws(signer, { typ: null, payload: bytes });
  const joseToken = await joseSign(raw.privateKey);
  const josePublic = await jose.importJWK(raw.publicKey.export({ format: "jwk" }), "ES256");

  bench.title(
    "sign one bill",
    `${String(bytes.length)} bytes; the limit signs ready bytes with a ready key, synchronously.`,
  );
  await bench.compare({ name: "node:crypto ES256", sample: calls(effort, () => sign("sha256", bytes, raw.signing)) }, [
    {
      name: "parsed bill → signed manifest, number proven before",
      sample: awaits(effort, () => ours.sign(document)),
      atMost: 3.3,
    },
    {
      name: "parsed bill → signed manifest, VRF proof of its number made",
      sample: awaits(effort, () => ours.signAnew(document)),
    },
    {
      name: "ready bytes → compact JWS",
      sample: awaits(effort, () => signCompactJws(signer, { typ: null, payload: bytes })),
    },
    { name: "jose CompactSign ES256", sample: awaits(effort, () => joseSign(raw.privateKey)) },
    ...peers.signing,
  ]);

  bench.title(
    "verify one bill",
    `${String(bytes.length)} bytes; the limit verifies ready bytes with a ready key, synchronously.`,
  );
  await bench.compare(
    { name: "node:crypto ES256", sample: calls(effort, () => verify("sha256", bytes, raw.verifying, signature)) },
    [
      {
        name: "bytes → strict JSON, checksum, JWS of the manifest",
        sample: calls(effort, () => ours.verifyJws(bytes)),
        atMost: 2.6,
      },
      {
        name: "the same and verifyManifest: VRF proof, commitment, record id",
        sample: calls(effort, () => ours.verify(bytes)),
      },
      {
        name: "compact JWS → verified bytes",
        sample: calls(effort, () => verifyCompactJws(token, { keys: [key], typ: null, algs: ["ES256"] })),
      },
      { name: "jose compactVerify ES256", sample: awaits(effort, () => jose.compactVerify(joseToken, josePublic)) },
      ...peers.verifying,
    ],
  );
  for (const { name, why } of peers.absent) bench.absent(name, why);
}

function joseSign(privateKey: ReturnType<typeof rawKeys>["privateKey"]): Promise<string> {
  return new jose.CompactSign(bytes).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
}

/** Our own two ends of a manifest. */
async function manifests() {
  const world = await createWorld();
  await world.found();
  const carrier = await world.enrol("carrier.example", ["carrier"]);
  const proven = { ...carrier, prover: remembering(carrier.prover) };
  const make = (party: WorldParty, document: Json, salt = "00".repeat(16)) => manifest(world, party, document, salt);
  const document = parseStrictJson(bytes);
  const { token } = await make(proven, document);
  const record = world.party(carrier.partyId);
  if (record === null) throw new TypeError("the carrier is not enrolled");
  const key = importVerificationKey(carrier.signer.publicJwk, "ES256");
  const checksum = documentChecksum(document);
  return {
    sign: (bill: Json) => make(proven, bill),
    signAnew: (bill: Json) => make(carrier, bill),
    verifyJws: (received: Uint8Array) => {
      const { payload } = verifyCompactJws(token, { keys: [key], typ: "openlading-manifest+jws", algs: ["ES256"] });
      const said = parseStrictJson(payload) as { readonly documentChecksum: string };
      if (documentChecksum(parseStrictJson(received)) !== said.documentChecksum || said.documentChecksum !== checksum)
        throw new TypeError("the bill is another one");
      return said;
    },
    verify: (received: Uint8Array) =>
      verifyManifest(token, { issuer: record, signer: record, document: parseStrictJson(received) }),
  };
}

function manifest(world: World, { partyId, signer, prover }: WorldParty, document: Json, salt: string) {
  return createManifest(
    { signer, prover },
    {
      document, salt, networkId: world.networkId, documentKind: "bill-of-lading", issuer: partyId, signer: partyId,
      number: "EXLU26049001", version: 1, attachments: [], issuedAt: world.now(),
      rights: { root: encodeHex(createHash("sha256").digest()), count: 2 },
    },
  ); // prettier-ignore
}

/** A prover that proved this number before: an issuer needs the record id long before it signs. */
function remembering(prover: Prover): Prover {
  const known = new Map<string, ReturnType<Prover["prove"]>>();
  return {
    publicKey: prover.publicKey,
    prove(alpha) {
      const name = encodeHex(alpha);
      const proof = known.get(name) ?? prover.prove(alpha);
      known.set(name, proof);
      return proof;
    },
  };
}
