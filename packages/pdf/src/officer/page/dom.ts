/*
 * The part of a browser that the officer's page uses, written down here so that the rest of the project is not compiled
 * as if it ran in one.
 */

export interface PageElement {
  textContent: string | null;
  className: string;
  append(...children: readonly (PageElement | string)[]): void;
  replaceChildren(...children: readonly PageElement[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: () => void): void;
  click(): void;
}

export interface FileInput extends PageElement {
  readonly files: ArrayLike<PickedFile> | null;
}

export interface TextArea extends PageElement {
  value: string;
}

/** A file that a person picked. */
export interface PickedFile {
  readonly size: number;
}

export interface CameraStream {
  getTracks(): readonly { stop(): void }[];
}

export interface Video extends PageElement {
  srcObject: CameraStream | null;
  readonly videoWidth: number;
  readonly videoHeight: number;
  play(): Promise<void>;
}

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly colorSpace: "srgb";
}

export interface Canvas extends PageElement {
  width: number;
  height: number;
  getContext(
    kind: "2d",
    o: { readonly willReadFrequently: boolean },
  ): {
    drawImage(source: Bitmap | Video, x: number, y: number, width: number, height: number): void;
    getImageData(x: number, y: number, width: number, height: number): Pixels;
  } | null;
}

/** What each tag makes. */
export interface Tags {
  readonly canvas: Canvas;
  readonly video: Video;
  readonly input: FileInput;
  readonly textarea: TextArea;
}

interface Browser {
  readonly document: {
    readonly documentElement: PageElement;
    title: string;
    createElement<T extends string>(tag: T): T extends keyof Tags ? Tags[T] : PageElement;
    getElementById(id: string): PageElement | null;
  };
  readonly navigator: {
    readonly language: string;
    readonly mediaDevices?: { getUserMedia(constraints: object): Promise<CameraStream> };
  };
  scrollTo(x: number, y: number): void;
  createImageBitmap(file: PickedFile): Promise<Bitmap>;
}

/** The browser this runs in. */
export function browser(): Browser {
  return globalThis as unknown as Browser;
}
