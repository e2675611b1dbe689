import { Client, credentials } from "@grpc/grpc-js";
import { connect, hash } from "@hyperledger/fabric-gateway";
import type { FabricLedgerOptions } from "@openlading/ledger-fabric";

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
  return {
    submit: async (transaction: string, ...args: readonly string[]): Promise<void> => {
      const endorsed = await contract.newProposal(transaction, { arguments: [...args] }).endorse();
      const { successful, code } = await (await endorsed.submit()).getStatus();
      if (!successful) throw new TypeError(`the transaction is void with code ${String(code)}`);
    },
    close: () => {
      gateway.close();
      client.close();
    },
  };
}
