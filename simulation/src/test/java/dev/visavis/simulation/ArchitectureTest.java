package dev.visavis.simulation;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycle() {
    slices()
        .matching("dev.visavis.simulation.(**)")
        .should()
        .beFreeOfCycles()
        .because("invariant uses world, and world uses infra; move code that they share into infra")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.visavis.simulation"));
  }
}
