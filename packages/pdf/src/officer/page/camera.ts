import { browser, type Video } from "./dom.ts";
import { readFrame } from "./reader.ts";

const PAUSE_MS = 120;

/**
 * Points the camera at codes until one is read: its text, or null once `signal` is aborted. The camera is off when this
 * ends. Rejects when there is no camera to be had.
 */
export async function film(video: Video, signal: AbortSignal): Promise<string | null> {
  const devices = browser().navigator.mediaDevices;
  if (devices === undefined) throw new TypeError("no camera");
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await devices.getUserMedia({ audio: false, video: wanted });
  try {
    video.setAttribute("playsinline", "");
    video.srcObject = stream;
    return await look(video, signal);
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function look(video: Video, signal: AbortSignal): Promise<string | null> {
  await video.play();
  while (!signal.aborted) {
    const text = await readFrame(video, video.videoWidth, video.videoHeight);
    if (text !== null) return text;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return null;
}
