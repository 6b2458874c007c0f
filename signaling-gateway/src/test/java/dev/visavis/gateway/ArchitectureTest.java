package dev.visavis.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.visavis.gateway.quality.ReportableCalls;
import dev.visavis.gateway.registration.PendingRegistration;
import dev.visavis.gateway.relay.ReceivePath;
import dev.visavis.gateway.relay.RelayMessages;
import dev.visavis.gateway.relay.SendPath;
import dev.visavis.gateway.relay.SocketPaths;
import dev.visavis.gateway.relay.UnackedMessages;

@AnalyzeClasses(
    packages = "dev.visavis.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MESSAGES_ARE_JUDGED_WITHOUT_A_SERVER =
      noClasses()
          .that()
          .resideInAPackage("..messages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.vertx..", "org.apache.kafka..", "jakarta..")
          .because("what a message must be is a table; move what talks to the world to an edge");

  @ArchTest
  static final ArchRule GATHERING_IS_PURE =
      noClasses()
          .that()
          .belongToAnyOf(PendingRegistration.class)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "dev.visavis.proto..", "..registration..", "org.jspecify..")
          .because("a registration is tested on virtual time; pass what it needs as a parameter");

  @ArchTest
  static final ArchRule THE_WAY_OF_A_MESSAGE_IS_CHOSEN_WITHOUT_A_SERVER =
      noClasses()
          .that()
          .belongToAnyOf(
              SendPath.class,
              ReceivePath.class,
              UnackedMessages.class,
              SocketPaths.class,
              RelayMessages.class)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "dev.visavis.proto..", "..relay..", "org.jspecify..")
          .because("the simulation runs these on virtual time; what talks to the world is Relay's");

  @ArchTest
  static final ArchRule WHO_MAY_REPORT_IS_DECIDED_WITHOUT_A_SERVER =
      noClasses()
          .that()
          .belongToAnyOf(ReportableCalls.class)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "dev.visavis.proto..", "..quality..")
          .because("a seat is tested on virtual time; what talks to the world is Reports'");

  @ArchTest
  static final ArchRule KAFKA_STAYS_AT_ITS_TWO_ENDS =
      noClasses()
          .that()
          .resideOutsideOfPackages("..commands..", "..inbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("the log is written in commands and read in inbox, nowhere else");
}
