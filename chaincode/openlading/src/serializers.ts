/** Leaves results as they are: the contract answers in bytes, and Fabric's own metadata in text. */
export class BytesSerializer {
  toBuffer(result: unknown): Buffer | undefined {
    if (result instanceof Uint8Array) return Buffer.from(result);
    return typeof result === "string" ? Buffer.from(result) : undefined;
  }

  /** Called for declared parameters only; ours are taken from the stub as bytes. */
  fromBuffer(data: Uint8Array): { readonly value: string; readonly jsonData: string } {
    const text = Buffer.from(data).toString();
    return { value: text, jsonData: text };
  }
}

/** What Fabric's shim looks for beside `contracts`. A fresh object each time: the shim adds its own to it. */
export function createSerializers(): {
  readonly transaction: string;
  readonly serializers: Record<string, typeof BytesSerializer>;
} {
  return { transaction: "bytes", serializers: { bytes: BytesSerializer } };
}
