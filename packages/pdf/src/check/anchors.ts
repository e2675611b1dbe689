import { decodeBase64, encodeHex, sha256 } from "@openlading/core";
import { isIssuedBy, isSelfIssued, parseCertificate, type Certificate } from "../sign/certificate.ts";
import type { TrustListAuthority, VerifiedTrustList } from "../trust/trust-list.ts";

/** A row of the trust list with its certificate read. */
export interface Anchor {
  readonly row: TrustListAuthority;
  readonly certificate: Certificate;
}

const known = new WeakMap<VerifiedTrustList, readonly Anchor[]>();

/** The list's anchors. A row whose certificate cannot be read anchors nothing. */
export function anchorsOf(list: VerifiedTrustList): readonly Anchor[] {
  const before = known.get(list);
  if (before !== undefined) return before;
  const anchors = list.authorities.flatMap((row) => {
    try {
      return [{ row, certificate: parseCertificate(decodeBase64(row.certificate)) }];
    } catch {
      return [];
    }
  });
  known.set(list, anchors);
  return anchors;
}

/** A chain from a certificate to an anchor; the anchor's own certificate is its end, and may be its only member. */
export interface Path {
  readonly certificates: readonly Certificate[];
  readonly anchor: Anchor;
}

const MAX_PATH = 8;
/** Certificates that all issue each other would make more chains than anyone can look at. */
const MAX_CHAINS = 64;

/** The certificates a file brings, each once, with who issued whom computed once. */
export class CertificatePool {
  readonly #issued = new Map<string, boolean>();
  readonly #names = new Map<Certificate, string>();
  readonly #certificates: Certificate[] = [];

  /** Adds certificates; the pool's own copy of each is returned, so that one certificate is one object. */
  add(certificates: readonly Certificate[]): readonly Certificate[] {
    return certificates.map((certificate) => {
      const same = this.#certificates.find((one) => this.isSame(one, certificate));
      if (same !== undefined) return same;
      this.#certificates.push(certificate);
      return certificate;
    });
  }

  isSame(a: Certificate, b: Certificate): boolean {
    return a === b || this.#nameOf(a) === this.#nameOf(b);
  }

  isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
    const name = `${this.#nameOf(certificate)} ${this.#nameOf(issuer)}`;
    const before = this.#issued.get(name);
    if (before !== undefined) return before;
    const answer = isIssuer(issuer) && isIssuedBy(certificate, issuer);
    this.#issued.set(name, answer);
    return answer;
  }

  /** Every path from `leaf` to an anchor, shortest first. */
  paths(leaf: Certificate, anchors: readonly Anchor[]): readonly Path[] {
    const found: Path[] = [];
    let open: readonly (readonly Certificate[])[] = [[leaf]];
    for (let length = 0; length < MAX_PATH && open.length > 0; length++) {
      for (const chain of open) found.push(...this.#anchored(chain, anchors));
      open = open.flatMap((chain) => this.#longer(chain)).slice(0, MAX_CHAINS);
    }
    return found;
  }

  #anchored(chain: readonly Certificate[], anchors: readonly Anchor[]): readonly Path[] {
    const last = chain.at(-1);
    if (last === undefined) return [];
    return anchors.flatMap((anchor) => {
      if (this.isSame(last, anchor.certificate)) return [{ certificates: chain, anchor }];
      if (chain.length === MAX_PATH || !this.isIssuedBy(last, anchor.certificate)) return [];
      return [{ certificates: [...chain, anchor.certificate], anchor }];
    });
  }

  #longer(chain: readonly Certificate[]): readonly (readonly Certificate[])[] {
    const last = chain.at(-1);
    if (last === undefined) return [];
    return this.#certificates
      .filter((one) => !chain.includes(one) && this.isIssuedBy(last, one))
      .map((one) => [...chain, one]);
  }

  /**
   * The certificates that no signature needs, or whose own bytes nothing vouches for: neither a leaf nor the issuer of
   * one that is needed, or not issued by a known one.
   */
  strays(leaves: readonly Certificate[], anchors: readonly Anchor[]): readonly Certificate[] {
    const needed = new Set<Certificate>(leaves);
    for (let size = -1; size !== needed.size;) {
      size = needed.size;
      for (const one of this.#certificates)
        if ([...needed].some((below) => below !== one && this.isIssuedBy(below, one))) needed.add(one);
    }
    const all = [...this.#certificates, ...anchors.map(({ certificate }) => certificate)];
    const isVouched = (one: Certificate): boolean =>
      all.some((other) => (other !== one && this.isSame(other, one)) || this.isIssuedBy(one, other)) ||
      (isSelfIssued(one) && isIssuedBy(one, one));
    return this.#certificates.filter((one) => !needed.has(one) || !isVouched(one));
  }

  #nameOf(certificate: Certificate): string {
    const before = this.#names.get(certificate);
    if (before !== undefined) return before;
    const name = encodeHex(sha256(certificate.der));
    this.#names.set(certificate, name);
    return name;
  }
}

function isIssuer({ isAuthority, keyUsage }: Certificate): boolean {
  return isAuthority && keyUsage?.has("keyCertSign") !== false;
}
