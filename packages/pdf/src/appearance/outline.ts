import type { OutlineStep, PageFont } from "../page/font.ts";
import { number } from "../page/ink.ts";
import { textWidth } from "../page/line-break.ts";

/** A matrix that scales, turns by `angle` (radians, anticlockwise) and moves to a point. */
export function placed(scale: number, angle: number, x: number, y: number): string {
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const six = (value: number): string => value.toFixed(6);
  return `${six(cos)} ${six(sin)} ${six(-sin)} ${six(cos)} ${number(x)} ${number(y)} cm`;
}

/** The outline of one character at `size`, its origin at a point. */
export function glyphPath(
  character: string,
  font: PageFont,
  { size, angle = 0, x, y }: { readonly size: number; readonly angle?: number; readonly x: number; readonly y: number },
): string {
  const steps = path(font.outline(codePoint(character)));
  return steps === "" ? "" : `q ${placed(size / 1000, angle, x, y)}\n${steps}\nf Q`;
}

/** Text as outlines, from `x` on the line at `y`. */
export function outlinedText(text: string, font: PageFont, size: number, x: number, y: number): string {
  let left = x;
  const glyphs: string[] = [];
  for (const character of text) {
    glyphs.push(glyphPath(character, font, { size, x: left, y }));
    left += textWidth(character, font, size);
  }
  return glyphs.filter((glyph) => glyph !== "").join("\n");
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** Font outlines have quadratic curves, pages cubic ones: the same curve, whole thousandths. */
function path(steps: readonly OutlineStep[]): string {
  let [x, y] = [0, 0];
  const operators: string[] = [];
  for (const { command, args } of steps) {
    operators.push(step(command, args, x, y));
    [x = 0, y = 0] = args.length >= 2 ? args.slice(-2) : [x, y];
  }
  return operators.join("\n");
}

function step(command: OutlineStep["command"], args: readonly number[], x: number, y: number): string {
  const whole = (values: readonly number[]): string => values.map((value) => Math.round(value)).join(" ");
  switch (command) {
    case "moveTo":
      return `${whole(args)} m`;
    case "lineTo":
      return `${whole(args)} l`;
    case "bezierCurveTo":
      return `${whole(args)} c`;
    case "closePath":
      return "h";
    case "quadraticCurveTo": {
      const [cx = 0, cy = 0, ex = 0, ey = 0] = args;
      return `${whole([x + (2 * (cx - x)) / 3, y + (2 * (cy - y)) / 3, ex + (2 * (cx - ex)) / 3, ey + (2 * (cy - ey)) / 3, ex, ey])} c`;
    }
  }
}

/** An ellipse as four curves. */
export function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  const k = 0.552285;
  const curve = (...values: readonly number[]): string => `${values.map(number).join(" ")} c`;
  return [
    `${number(cx + rx)} ${number(cy)} m`,
    curve(cx + rx, cy + k * ry, cx + k * rx, cy + ry, cx, cy + ry),
    curve(cx - k * rx, cy + ry, cx - rx, cy + k * ry, cx - rx, cy),
    curve(cx - rx, cy - k * ry, cx - k * rx, cy - ry, cx, cy - ry),
    curve(cx + k * rx, cy - ry, cx + rx, cy - k * ry, cx + rx, cy),
    "h",
  ].join("\n");
}

/** A five-pointed star, one point up. */
export function star(cx: number, cy: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    const own = index % 2 === 0 ? radius : radius * 0.382;
    return `${number(cx + own * Math.cos(angle))} ${number(cy + own * Math.sin(angle))} ${index === 0 ? "m" : "l"}`;
  });
  return `${points.join("\n")}\nh f`;
}
