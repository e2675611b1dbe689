/** The first eight digits of a checksum, as people read them out and as they stand beside a printed code: `A1B2 C3D4`. */
export function checkCode(checksum: string): string {
  return `${checksum.slice(0, 4)} ${checksum.slice(4, 8)}`.toUpperCase();
}
