package dev.visavis.systemtests;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycle() {
    slices()
        .matching("dev.visavis.systemtests.(**)")
        .should()
        .beFreeOfCycles()
        .because("tests use support, and support uses no test; move shared code down to support")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.visavis.systemtests"));
  }
}
