import { createRequire } from "node:module";
import { join } from "node:path";
import { cwd, env } from "node:process";
import type { Bench } from "./bench.ts";
import { awaits, calls, type Case } from "./sample.ts";

interface Peers {
  readonly signing: readonly Case[];
  readonly verifying: readonly Case[];
  readonly absent: readonly { readonly name: string; readonly why: string }[];
}

/** The parts of TradeTrust that are measured; its types are not installed. */
interface TradeTrust {
  wrapDocument(document: object): unknown;
  signDocument(wrapped: unknown, suite: string, key: object): Promise<unknown>;
  verifySignature(signed: unknown): boolean;
  SUPPORTED_SIGNING_ALGORITHM: { readonly Secp256k1VerificationKey2018: string };
}

// A test key known to everybody: it signs nothing but this bench.
const KEY = {
  public: "did:ethr:0xE712878f6E8d5d4F9e87E10DA604F9cB564C9a89#controller",
  private: "0x497c85ed89f1874ba37532d1e33519aba15bd533cdcb90774cc497bfe3cde655",
};

/** TradeTrust, when somebody installed it (`npm i --no-save @tradetrust-tt/tradetrust`, or OPENLADING_PEERS names a folder that has it). */
export async function peerCases({ effort }: Bench, bytes: Uint8Array): Promise<Peers> {
  const tradeTrust = load("@tradetrust-tt/tradetrust");
  if (tradeTrust === null) {
    const name = "@tradetrust-tt/tradetrust wrap + sign, verifySignature";
    return { signing: [], verifying: [], absent: [{ name, why: "not installed" }] };
  }
  const document = {
    ...(JSON.parse(new TextDecoder().decode(bytes)) as object),
    issuers: [
      {
        id: "did:ethr:0xE712878f6E8d5d4F9e87E10DA604F9cB564C9a89",
        name: "Example Line",
        revocation: { type: "NONE" },
        identityProof: { type: "DID", location: "exl.example", key: KEY.public },
      },
    ],
  };
  const algorithm = tradeTrust.SUPPORTED_SIGNING_ALGORITHM.Secp256k1VerificationKey2018;
  const sign = async (): Promise<unknown> => tradeTrust.signDocument(tradeTrust.wrapDocument(document), algorithm, KEY);
  const signed = await sign();
  return {
    signing: [{ name: "@tradetrust-tt/tradetrust OA v2 wrap + sign", sample: awaits(effort, sign) }],
    verifying: [
      {
        name: "@tradetrust-tt/tradetrust verifySignature (hashes only, no key)",
        sample: calls(effort, () => tradeTrust.verifySignature(signed)),
      },
    ],
    absent: [],
  };
}

function load(name: string): TradeTrust | null {
  const folder = env["OPENLADING_PEERS"] ?? cwd();
  try {
    return createRequire(join(folder, "bench.cjs"))(name) as TradeTrust;
  } catch {
    return null;
  }
}
