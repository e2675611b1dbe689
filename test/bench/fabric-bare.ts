import { Client, credentials } from "@grpc/grpc-js";
import { connect, hash } from "@hyperledger/fabric-gateway";
import type { FabricLedgerOptions } from "@openlading/ledger-fabric";

/** How long the three calls of a transaction take, in milliseconds. */
export interface Stages {
  readonly endorse: number;
  readonly submit: number;
  readonly commit: number;
}

/** Fabric's own client with nothing of ours but the signer: endorse, submit, wait for VALID. */
export function openBareClient({ gateways, identity, signer, channel, chaincode }: FabricLedgerOptions) {
  const [first] = gateways;
  if (first === undefined) throw new TypeError("there is no gateway");
  const { address, tls } = first;
  const secure = tls === null ? credentials.createInsecure() : credentials.createSsl(Buffer.from(tls.rootCertificates));
  const name = tls?.serverName;
  const client = new Client(address, secure, name === undefined ? {} : { "grpc.ssl_target_name_override": name });
  const gateway = connect({ client, identity, signer, hash: hash.none });
  const contract = gateway.getNetwork(channel).getContract(chaincode, "submit");
  const stages = async (transaction: string, ...args: readonly (string | Uint8Array)[]): Promise<Stages> => {
    const began = performance.now();
    const endorsed = await contract.newProposal(transaction, { arguments: [...args] }).endorse();
    const endorsedAt = performance.now();
    const submitted = await endorsed.submit();
    const submittedAt = performance.now();
    const { successful, code } = await submitted.getStatus();
    if (!successful) throw new TypeError(`the transaction is void with code ${String(code)}`);
    const commit = performance.now() - submittedAt;
    return { endorse: endorsedAt - began, submit: submittedAt - endorsedAt, commit };
  };
  return {
    /** Milliseconds of each stage of one transaction. */
    stages,
    submit: async (transaction: string, ...args: readonly string[]): Promise<void> => {
      await stages(transaction, ...args);
    },
    close: () => {
      gateway.close();
      client.close();
    },
  };
}
