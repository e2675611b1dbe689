import { CoreError, parseShape, sha256Hex, shape, type Infer, type Text } from "@openlading/core";
import { DocumentError } from "./error.ts";
import type { DocumentFault } from "./fault.ts";

/** What travels about an attachment: the bytes go beside it, known by their digest. A signature is carried, not verified. */
export const attachmentShape = shape.object({
  name: shape.text({ min: 1, max: 255, pattern: /^[^/\\\p{Cc}]+$/u }),
  mediaType: shape.text({ min: 3, max: 127, pattern: /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/ }),
  size: shape.integer({ min: 0, max: 2 ** 31 - 1 }),
  digest: shape.hex(32),
  signature: shape.optional(
    shape.object({
      format: shape.literal("cms-detached", "jws-detached"),
      value: shape.base64url({ maxBytes: 65_536 }),
      signatoryName: shape.optional(shape.text({ min: 1, max: 70 })),
    }),
  ),
});

/** The description of an attachment. */
export type Attachment = Infer<typeof attachmentShape>;

/**
 * The description of an attachment in `value`.
 * @throws DocumentError `ERR_DOCUMENT_ATTACHMENT`, every fault in `details.faults`
 */
export function parseAttachment(value: unknown): Attachment {
  try {
    return parseShape(attachmentShape, value, "the attachment");
  } catch (cause) {
    if (!(cause instanceof CoreError)) throw cause;
    const { message, details } = cause;
    throw new DocumentError({ code: "ERR_DOCUMENT_ATTACHMENT", message, details, cause });
  }
}

const CHECKS = {
  ERR_DOC_ATTACHMENT_SIZE: { en: "the bytes are of another size than stated", zh: "附件字节数与声明不符" },
  ERR_DOC_ATTACHMENT_DIGEST: {
    en: "the bytes have another SHA-256 digest than stated",
    zh: "附件的 SHA-256 摘要与声明不符",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Whether `bytes` are those the description states, as a list of faults. The media type and the signature are not looked at. */
export function checkAttachment(attachment: Attachment, bytes: Uint8Array): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const report = (path: string, code: keyof typeof CHECKS): void => {
    faults.push({ path, code, layer: "schema", severity: "error", text: CHECKS[code] });
  };
  if (bytes.length !== attachment.size) report("$.size", "ERR_DOC_ATTACHMENT_SIZE");
  if (sha256Hex(bytes) !== attachment.digest) report("$.digest", "ERR_DOC_ATTACHMENT_DIGEST");
  return faults;
}
