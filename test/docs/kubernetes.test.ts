import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments, parseDocument } from "yaml";
import { writeBuilder } from "../../packages/fabric-network/src/builder.ts";

const FOLDER = new URL("../../docs/guides/kubernetes/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** As much of the manifests as is looked at. */
interface Deployment extends Named {
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly containers: readonly [
          {
            readonly args: readonly string[];
            readonly env: readonly { readonly name: string }[];
            readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
            readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
          },
        ];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

interface Service extends Named {
  readonly spec: {
    readonly selector: object;
    readonly ports: readonly { readonly port: number; readonly targetPort: string }[];
  };
}

describe("the manifests of the Kubernetes guide", () => {
  const documents = parseAllDocuments(read("chaincode.yaml")).map((one) => one.toJS() as Named);
  const find = (kind: string): Named | undefined => documents.find((one) => one.kind === kind);
  const { metadata, spec } = find("Deployment") as Deployment;
  const [container] = spec.template.spec.containers;

  it("are YAML without a fault, all in one namespace", () => {
    for (const name of ["chaincode.yaml", "peer-builder.yaml"])
      for (const one of parseAllDocuments(read(name))) expect("errors" in one ? one.errors : one).to.deep.equal([]);
    expect(documents.map(({ kind }) => kind)).to.deep.equal(["Deployment", "Service", "NetworkPolicy"]);
    expect(new Set(documents.map(({ metadata: { namespace } }) => namespace)).size).to.equal(1);
  });

  it("lead from the service to the container, by label and by port", () => {
    const service = find("Service") as Service;
    expect(service.spec.selector)
      .to.deep.equal(spec.template.metadata.labels)
      .and.deep.equal(spec.selector.matchLabels);
    const [port] = service.spec.ports;
    expect(container.ports).to.deep.equal([{ name: port?.targetPort, containerPort: port?.port }]);
    expect(container.args).to.include(`--chaincode-address=0.0.0.0:${String(port?.port)}`);
    const guide = readFileSync(new URL("../run-on-fabric.md", FOLDER), "utf8");
    expect(guide).to.include(`"${service.metadata.name}.${metadata.namespace}.svc:${String(port?.port)}"`);
  });

  it("tell the shim's own command nothing that it does not know, and name no file that is not mounted", () => {
    const shim = createRequire(import.meta.url)("fabric-shim/lib/cmds/serverCommand.js") as {
      readonly validOptions: object;
    };
    for (const arg of container.args) {
      const [, flag = "", value = ""] = /^--([a-z-]+)=(.+)$/.exec(arg) ?? [];
      expect(shim.validOptions, arg).to.have.property(flag);
      const isMounted = container.volumeMounts.some(({ mountPath }) => value.startsWith(`${mountPath}/`));
      expect(isMounted, arg).to.equal(flag.endsWith("-file"));
      const [, variable] = /^\$\((\w+)\)$/.exec(value) ?? [];
      if (variable !== undefined) expect(container.env.map(({ name }) => name)).to.include(variable);
    }
    expect(container.volumeMounts.map(({ name }) => name)).to.have.members(
      spec.template.spec.volumes.map(({ name }) => name),
    );
  });

  it("give the peer the very builder that the live network's peers use", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openlading-builder-"));
    await writeBuilder(folder);
    const { data } = parseDocument(read("peer-builder.yaml")).toJS() as {
      readonly data: Readonly<Record<string, string>>;
    };
    for (const name of ["detect", "build", "release"])
      expect(data[name]).to.equal(readFileSync(join(folder, "bin", name), "utf8"));
    rmSync(folder, { recursive: true });
  });
});
