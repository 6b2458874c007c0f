package dev.visavis.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(
    packages = "dev.visavis.media",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_KNOWS_JANUS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..janus..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..janus..")
          .because("another SFU can then take its place; use the interfaces of room");

  @ArchTest
  static final ArchRule ROOMS_ARE_RUN_WITHOUT_A_SERVER =
      classes()
          .that()
          .resideInAnyPackage("..room..", "..layers..", "..speakers..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "jakarta.inject..",
              "dev.visavis.media",
              "..room..",
              "..layers..",
              "..speakers..")
          .because("they are tested, and simulated, on virtual time; do I/O in an adapter");

  @ArchTest
  static final ArchRule ONLY_THE_LOOP_HAS_TIME =
      noClasses()
          .that()
          .resideInAnyPackage("..room..", "..layers..", "..speakers..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("a simulated run must be the same for the same seed; take time from MediaLoop");

  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_LOG =
      noClasses()
          .that()
          .resideOutsideOfPackage("..log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka.clients..")
          .because("Kafka is read and written in log, nowhere else");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLE =
      slices()
          .matching("dev.visavis.media.(*)..")
          .should()
          .beFreeOfCycles()
          .because("assignment and signaling use log and room, and those use layers and speakers");
}
