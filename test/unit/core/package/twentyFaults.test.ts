import assert from "node:assert/strict";
import { planImport } from "../../../../src/core/import/planImport";
import { openPackage } from "../../../../src/core/package/openPackage";
import { assertSentence } from "../../../support/assertSentence";
import { loadTestEnvironment } from "../../../support/factories";
import { problemsOf } from "../../../support/hostilePackage";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";
import {
  faultsOfDefinitions,
  faultsOfFiles,
  faultsOfManifest,
  packageOfFaultyDefinitions,
  packageOfFaultyFiles,
  packageOfFaultyManifest,
  type Fault,
} from "../../../support/twentyFaults";

/** Each fault is told by one message of its own, and nothing else is told. */
function assertAllTold(
  faults: readonly Fault[],
  told: readonly { readonly code: string; readonly message: string }[],
): void {
  assert.equal(faults.length, 20);
  const rest = [...told];
  for (const [code, words] of faults) {
    const place = rest.findIndex((one) => one.code === code && one.message.includes(words));
    assert.ok(
      place >= 0,
      `nothing says ${code}: ${words}; left is\n${rest.map(({ message }) => message).join("\n")}`,
    );
    assertSentence(rest[place]!.message);
    rest.splice(place, 1);
  }
  assert.deepEqual(rest, []);
}

describe("a package with twenty different faults", () => {
  it("is refused with all of them when they are in its files", async () => {
    assertAllTold(faultsOfFiles, await problemsOf(packageOfFaultyFiles()));
  });

  it("is refused with all of them when they are in its manifest", async () => {
    assertAllTold(faultsOfManifest, await problemsOf(packageOfFaultyManifest()));
  });

  it("opens when they are in its definitions, and the plan has all of them as errors", async () => {
    const opened = await openPackage(packageOfFaultyDefinitions(), testPlatform);
    assert.ok(opened.ok);
    const plan = await planImport(opened.value, await loadTestEnvironment(), () => undefined, steadyPacer);
    assertAllTold(
      faultsOfDefinitions,
      plan.items.flatMap(({ ref, findings }) =>
        findings.map(({ severity, message }) => {
          assert.equal(severity, "error");
          return { code: ref.name, message };
        }),
      ),
    );
    assert.ok(plan.items.every(({ outcome }) => outcome === "blocked"));
  });
});
