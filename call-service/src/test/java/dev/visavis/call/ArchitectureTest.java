package dev.visavis.call;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.visavis.call", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreStandsAlone =
      classes()
          .that()
          .resideInAPackage("dev.visavis.call.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.visavis.call.domain..", "java..", "org.jspecify..")
          .because(
              "a call must be decidable without Kafka, the schema or the clock; put code that"
                  + " needs them into codec or engine and pass a value to the core");

  @ArchTest
  static final ArchRule theCoreDoesNotTalk =
      noClasses()
          .that()
          .resideInAPackage("dev.visavis.call.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..")
          .because("a replay repeats the decision, not its side effects; return an event instead");

  @ArchTest
  static final ArchRule timeAndChanceComeInCommands =
      noClasses()
          .that()
          .resideInAPackage("dev.visavis.call.domain..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class, UUID.class, LocalDateTime.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("a replay must see the same instants; take `command.at()` or a deadline's");

  @ArchTest
  static final ArchRule theCodecDecidesNothing =
      noClasses()
          .that()
          .resideInAPackage("dev.visavis.call.codec")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.visavis.call.engine..", "dev.visavis.call.streams..", "org.apache.kafka..")
          .because("the codec translates; code that needs offsets or topics belongs to engine");

  @ArchTest
  static final ArchRule theEngineRunsWithoutKafkaStreams =
      noClasses()
          .that()
          .resideInAPackage("dev.visavis.call.engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.visavis.call.streams..", "org.apache.kafka.streams..")
          .because("the simulation runs the engine alone; put code that needs Kafka into streams");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.visavis.call.(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "notice uses decision, decision uses state, state uses value; move code that two"
                  + " packages share down");
}
