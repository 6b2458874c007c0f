package dev.visavis.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.visavis.gateway.connection.PendingRegistration;
import dev.visavis.gateway.connection.ReportableCalls;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(
    packages = "dev.visavis.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MESSAGES_ARE_VALIDATED_WITHOUT_A_SERVER =
      noClasses()
          .that()
          .resideInAPackage("..messages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.vertx..", "org.apache.kafka..", "jakarta..")
          .because("validation is a pure table of rules; move I/O to an adapter");

  @ArchTest
  static final ArchRule PATHS_ARE_CHOSEN_WITHOUT_A_SERVER =
      classes()
          .that()
          .resideInAPackage("..paths..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "dev.visavis.proto..", "..paths..", "org.jspecify..")
          .because("the simulation runs these on virtual time; execute their actions in relay");

  @ArchTest
  static final ArchRule RELAY_AND_REGISTRATION_HAVE_NO_TIME_OF_THEIR_OWN =
      noClasses()
          .that()
          .resideInAnyPackage("..relay..", "..registration..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Vertx.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because(
              "the simulation runs these; take time from GatewayClock, ids from GatewayIdentity");

  private static final DescribedPredicate<JavaClass> STATE_OF_A_CONNECTION =
      belongToAnyOf(PendingRegistration.class, ReportableCalls.class)
          .onResultOf(JavaClass::getBaseComponentType);

  @ArchTest
  static final ArchRule STATE_OF_A_CONNECTION_IS_PURE =
      noClasses()
          .that(STATE_OF_A_CONNECTION)
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages("java..", "dev.visavis.proto..", "org.jspecify..")
                  .and(not(STATE_OF_A_CONNECTION)))
          .because("it is tested on virtual time; pass the time and other data as parameters");

  @ArchTest
  static final ArchRule KAFKA_STAYS_IN_LOG_AND_INBOX =
      noClasses()
          .that()
          .resideOutsideOfPackages("..log..", "..inbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("Kafka is written in log and read in inbox, nowhere else");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLE =
      slices()
          .matching("dev.visavis.gateway.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "frames go down from sockets to their handlers, and those use connection; pass data to"
                  + " a lower package as a parameter, or move the class down");
}
