import { join } from "node:path";

/** One organisation that runs a peer. */
export interface OrganisationPlan {
  /** Lower case: `carrier`. */
  readonly name: string;
  /** After Fabric's custom: `CarrierMSP`. */
  readonly mspId: string;
  readonly domain: string;
  readonly ports: { readonly peer: number; readonly chaincode: number; readonly operations: number };
}

/** A network before it is started: who is in it and which ports are theirs. */
export interface NetworkPlan {
  /** Absolute path of the one directory everything is in. */
  readonly dir: string;
  readonly channel: string;
  readonly organisations: readonly OrganisationPlan[];
  readonly orderer: { readonly listen: number; readonly admin: number; readonly operations: number };
  readonly batchTimeoutMs: number;
  readonly maxMessageCount: number;
}

export const ORDERER_MSP = "OrdererMSP";
const ORDERER_DOMAIN = "orderer.internal";
const ORDERER_HOST = `o0.${ORDERER_DOMAIN}`;

/** A name in cryptogen's and configtx's spelling: `port` → `PortMSP`. */
export const mspIdOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}MSP`;

/** Where cryptogen puts what belongs to a member: its folder with `msp` and `tls`. */
export interface MemberFolder {
  readonly msp: string;
  readonly tlsCertificate: string;
  readonly tlsKey: string;
  readonly tlsRoot: string;
}

function member(folder: string): MemberFolder {
  const tls = join(folder, "tls");
  return {
    msp: join(folder, "msp"),
    tlsCertificate: join(tls, "server.crt"),
    tlsKey: join(tls, "server.key"),
    tlsRoot: join(tls, "ca.crt"),
  };
}

/** Where everything is in a network's directory. */
export const layoutOf = (dir: string) =>
  ({
    state: join(dir, "network.json"),
    logs: join(dir, "logs"),
    log: (name: string) => join(dir, "logs", `${name}.log`),
    config: join(dir, "config"),
    crypto: join(dir, "crypto"),
    cryptoConfig: join(dir, "config", "crypto-config.yaml"),
    genesisBlock: join(dir, "genesis.block"),
    builder: join(dir, "builder"),
    packages: join(dir, "packages"),
    companion: (name: string, organisation: string) => join(dir, name, organisation),
    node: (name: string) => ({ config: join(dir, "config", name), data: join(dir, "data", name) }),
    orderer: {
      organisation: join(dir, "crypto", "ordererOrganizations", ORDERER_DOMAIN, "msp"),
      ...member(join(dir, "crypto", "ordererOrganizations", ORDERER_DOMAIN, "orderers", ORDERER_HOST)),
    },
    organisation: (domain: string) => {
      const folder = join(dir, "crypto", "peerOrganizations", domain);
      return {
        msp: join(folder, "msp"),
        authority: join(folder, "ca"),
        peer: member(join(folder, "peers", `peer0.${domain}`)),
        user: (name: "Admin" | "User1") => join(folder, "users", `${name}@${domain}`, "msp"),
      };
    },
  }) as const;

export { ORDERER_DOMAIN };
