package dev.visavis.history;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.visavis.history", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLE =
      slices()
          .matching("dev.visavis.history.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package can then be read alone: move shared code to a lower package");

  @ArchTest
  static final ArchRule THE_API_DOES_NOT_USE_THE_PROJECTION =
      noClasses()
          .that()
          .resideInAPackage("..history.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..history.projection")
          .because("the API can then run without the projection: share a column, not a class");

  @ArchTest
  static final ArchRule THE_FOLD_IS_PURE =
      classes()
          .that()
          .haveSimpleName("CallFold")
          .or()
          .haveSimpleName("CallRecord")
          .or()
          .haveSimpleName("ParticipantRecord")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.google.protobuf..",
              "dev.visavis.proto..",
              "dev.visavis.history.projection")
          .because("a replay must give the same rows: move I/O and clocks to CallStore");
}
