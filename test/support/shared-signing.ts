import { createSigning, type Signing } from '../../src/sandbox/signing.ts';

let shared: Promise<Signing> | undefined;

/** The sandbox's key pair, one for all tests: making one costs up to half a second. */
export function sharedSigning(): Promise<Signing> {
  shared ??= createSigning();
  return shared;
}
