package dev.visavis.presence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.visavis.presence");

  @Test
  void foldersDependInOneDirection() {
    slices()
        .matching("dev.visavis.presence.(*)..")
        .should()
        .beFreeOfCycles()
        .because("code that two folders share belongs to `store` (Redis) or `log` (Kafka)")
        .check(classes);
  }

  @Test
  void decisionsUseNeitherRedisNorKafka() {
    noClasses()
        .that()
        .haveNameMatching(
            ".*[.](DeviceOutputs|ParticipationChange|DeviceDiff|AppliedEvent|GatewayFailureDetector)")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "org.apache.kafka..")
        .because("they are tested as plain functions; read in a projection, decide here")
        .check(classes);
  }
}
