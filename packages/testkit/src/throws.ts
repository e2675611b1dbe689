import { AssertionError } from "chai";
import type { OpenLadingError } from "@openlading/core";

type ErrorClass<E extends OpenLadingError> = abstract new (...args: never[]) => E;

/** Runs `act`, asserts that it throws a `type` with `code`, and returns the error. */
export function throwsWithCode<E extends OpenLadingError>(type: ErrorClass<E>, code: E["code"], act: () => unknown): E {
  try {
    act();
  } catch (error) {
    return expectCode(type, code, error);
  }
  throw new AssertionError(`expected ${code}, but nothing was thrown`);
}

/** Awaits what `act` returns, asserts that it rejects with a `type` with `code`, and returns the error. */
export async function rejectsWithCode<E extends OpenLadingError>(
  type: ErrorClass<E>,
  code: E["code"],
  act: () => Promise<unknown>,
): Promise<E> {
  try {
    await act();
  } catch (error) {
    return expectCode(type, code, error);
  }
  throw new AssertionError(`expected ${code}, but nothing was thrown`);
}

function expectCode<E extends OpenLadingError>(type: ErrorClass<E>, code: E["code"], error: unknown): E {
  if (!(error instanceof type)) throw new AssertionError(`expected ${type.name} ${code}, got ${String(error)}`);
  if (error.code !== code) throw new AssertionError(`expected ${code}, got ${error.code}: ${error.message}`);
  return error;
}
