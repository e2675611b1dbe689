import { browser, type Video } from "./dom.ts";
import { readFrame } from "./reader.ts";

const PAUSE_MS = 120;

/** A camera that is looking for a code. */
export interface Camera {
  /** Ends with the text of a code, or null when it was stopped. */
  readonly found: Promise<string | null>;
  stop(): void;
}

/** Points the camera at codes until one is read or it is stopped. Rejects when there is no camera to be had. */
export async function openCamera(video: Video): Promise<Camera> {
  const devices = browser().navigator.mediaDevices;
  if (devices === undefined) throw new TypeError("no camera");
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await devices.getUserMedia({ audio: false, video: wanted });
  video.setAttribute("playsinline", "");
  video.setAttribute("muted", "");
  video.srcObject = stream;
  const state = { isOpen: true };
  const stop = (): void => {
    state.isOpen = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  return { found: look(video, state).finally(stop), stop };
}

async function look(video: Video, state: { readonly isOpen: boolean }): Promise<string | null> {
  await video.play();
  while (state.isOpen) {
    const text = await readFrame(video, video.videoWidth, video.videoHeight);
    if (text !== null) return text;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return null;
}
