package dev.visavis.webhook;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.visavis.webhook", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLE =
      slices()
          .matching("dev.visavis.webhook.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "subscription uses send, and send uses delivery; move shared code to a lower package");
}
