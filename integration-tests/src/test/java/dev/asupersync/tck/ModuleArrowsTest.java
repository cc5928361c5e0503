package dev.asupersync.tck;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and who may touch the machine. */
class ModuleArrowsTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(place -> !place.contains("integration-tests"))
          .importPackages("dev.asupersync");

  private static final JavaClasses OWN =
      new ClassFileImporter()
          .withImportOption(place -> place.contains("integration-tests"))
          .importPackages("dev.asupersync", "com.acme");

  private static final String[] API = {
    "dev.asupersync", "dev.asupersync.channel", "dev.asupersync.dump", "dev.asupersync.error",
    "dev.asupersync.heap", "dev.asupersync.obligation", "dev.asupersync.program",
    "dev.asupersync.session", "dev.asupersync.sync"
  };
  private static final String SPI = "dev.asupersync.spi..";
  private static final String KERNEL = "dev.asupersync.kernel..";
  private static final String PROD = "dev.asupersync.prod..";
  private static final String LAB = "dev.asupersync.lab..";
  private static final String OTEL = "dev.asupersync.otel..";
  private static final String DEBUG = "dev.asupersync.debug..";
  private static final String CONFIG = "dev.asupersync.config..";
  private static final String STAND = "dev.asupersync.stand..";
  private static final String EXPLORER = "dev.asupersync.lab.explore.Explorer";
  private static final String CREW = "dev.asupersync.lab.explore.Crew";
  private static final String INJECTION = "dev.asupersync.lab.inject.Injection$Sweep";
  private static final String CRASHES = "dev.asupersync.lab.crash.CrashTest$Sweep";
  private static final String NULLNESS = "org.jspecify.annotations..";

  @Test
  void the_api_knows_nobody() {
    classes().that().resideInAnyPackage(API)
        .should().onlyDependOnClassesThat(in(API).or(in("java..", NULLNESS)))
        .check(MAIN);
  }

  @Test
  void the_spi_knows_the_api_alone() {
    classes().that().resideInAPackage(SPI)
        .should().onlyDependOnClassesThat(in(API).or(in(SPI, "java..", NULLNESS)))
        .check(MAIN);
  }

  @Test
  void the_kernel_knows_the_api_and_the_spi_and_nothing_but_the_jdk() {
    classes().that().resideInAPackage(KERNEL)
        .should().onlyDependOnClassesThat(in(API).or(in(SPI, KERNEL, "java..", NULLNESS)))
        .check(MAIN);
  }

  @Test
  void no_implementation_knows_another() {
    noClasses().that().resideInAPackage(PROD)
        .should().dependOnClassesThat().resideInAnyPackage(KERNEL, LAB, OTEL, CONFIG).check(MAIN);
    noClasses().that().resideInAPackage(OTEL)
        .should().dependOnClassesThat().resideInAnyPackage(KERNEL, LAB, PROD, CONFIG).check(MAIN);
    noClasses().that().resideInAPackage(LAB)
        .should().dependOnClassesThat().resideInAnyPackage(PROD, OTEL, CONFIG).check(MAIN);
    noClasses().that().resideInAPackage(CONFIG)
        .should().dependOnClassesThat().resideInAnyPackage(PROD, LAB, OTEL).check(MAIN);
  }

  @Test
  void the_debug_page_knows_the_api_and_the_spi_and_nothing_but_the_jdk() {
    classes().that().resideInAPackage(DEBUG)
        .should().onlyDependOnClassesThat(in(API).or(in(SPI, DEBUG, "java..", "com.sun.net.httpserver..", NULLNESS)))
        .check(MAIN);
    noClasses().that().resideOutsideOfPackage(DEBUG).should().dependOnClassesThat().resideInAPackage(DEBUG).check(MAIN);
  }

  @Test
  void what_bridges_to_a_library_knows_the_api_the_spi_and_that_library() {
    Map.of(
            "dev.asupersync.jfr..", "jdk.jfr..",
            "dev.asupersync.mdc..", "org.slf4j..",
            "dev.asupersync.propagation..", "io.micrometer.context..")
        .forEach((bridge, library) -> {
          classes().that().resideInAPackage(bridge)
              .should().onlyDependOnClassesThat(in(API).or(in(SPI, bridge, library, "java..", NULLNESS)))
              .check(MAIN);
          noClasses().that().resideOutsideOfPackage(bridge)
              .should().dependOnClassesThat().resideInAnyPackage(bridge, library).check(MAIN);
        });
  }

  @Test
  void nobody_knows_the_stand() {
    noClasses().that().resideOutsideOfPackage(STAND).should().dependOnClassesThat().resideInAPackage(STAND).check(MAIN);
  }

  @Test
  void only_otel_knows_opentelemetry_and_only_config_knows_hocon() {
    noClasses().that().resideOutsideOfPackages(OTEL, STAND) // the stand reads what was sent
        .should().dependOnClassesThat().resideInAPackage("io.opentelemetry..").check(MAIN);
    noClasses().that().resideOutsideOfPackages(CONFIG, "dev.asupersync.cli..")
        .should().dependOnClassesThat().resideInAPackage("com.typesafe..").check(MAIN);
  }

  @Test
  void only_prod_and_the_lab_start_and_park_threads() {
    noClasses().that().resideOutsideOfPackages(PROD, LAB, "dev.asupersync.debug.http..", "dev.asupersync.cli..")
        .should().callMethodWhere(call(Thread.class, "start", "sleep", "ofVirtual", "ofPlatform"))
        .orShould().callConstructor(Thread.class)
        .check(MAIN);
    noClasses().that().resideOutsideOfPackages(PROD, LAB, "dev.asupersync.cli..")
        .and().doNotHaveFullyQualifiedName("dev.asupersync.kernel.KernelLock") // naps when it is kept waiting
        .should().accessClassesThat().belongToAnyOf(LockSupport.class, Timer.class)
        .check(MAIN);
  }

  @Test
  void time_and_entropy_are_asked_of_the_interpretation() {
    noClasses().that().resideInAnyPackage(join(API, SPI, KERNEL, LAB))
        .should().callMethodWhere(call(System.class, "nanoTime", "currentTimeMillis", "identityHashCode")
            .and(notIn("dev.asupersync.lab.StuckWatch", "dev.asupersync.lab.Baton"))
            .and(notIn(EXPLORER, CREW, INJECTION, CRASHES))) // how long a person waits; no program sees it
        .orShould().callMethodWhere(call(Instant.class, "now"))
        .orShould().callMethodWhere(call(Math.class, "random"))
        .orShould().callMethodWhere(call(UUID.class, "randomUUID"))
        .orShould().callConstructor(Random.class)
        .orShould().accessClassesThat().belongToAnyOf(ThreadLocalRandom.class)
        .check(MAIN);
  }

  @Test
  void the_kernel_has_one_way_to_block() {
    noClasses().that().resideInAPackage(KERNEL)
        .should().callMethodWhere(call(Object.class, "wait", "notify", "notifyAll"))
        .orShould().callMethodWhere(call(Thread.class, "sleep", "join"))
        .orShould().callMethodWhere(call(CompletableFuture.class, "get", "join"))
        .orShould().accessClassesThat().belongToAnyOf(
            Condition.class, CountDownLatch.class, Semaphore.class, BlockingQueue.class)
        .check(MAIN);
  }

  @Test
  void only_config_looks_for_services() {
    noClasses().that().resideOutsideOfPackages(CONFIG, "dev.asupersync.cli..")
        .should().accessClassesThat().belongToAnyOf(ServiceLoader.class).check(MAIN);
  }

  @Test
  void no_contract_and_no_test_sleeps() {
    noClasses().should().callMethodWhere(call(Thread.class, "sleep", "yield", "onSpinWait")).check(OWN);
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaCall<?>> call(Class<?> type, String... methods) {
    DescribedPredicate<JavaCall<?>> named = DescribedPredicate.alwaysFalse();
    for (String method : methods) {
      named = named.or(target(name(method)));
    }
    return named.and(target(owner(JavaClass.Predicates.type(type))))
        .as(type.getSimpleName() + " " + String.join(", ", methods));
  }

  private static DescribedPredicate<JavaCall<?>> notIn(String... classes) {
    return DescribedPredicate.describe("not in " + String.join(", ", classes), call -> {
      for (String name : classes) {
        if (call.getOriginOwner().getName().equals(name)) {
          return false;
        }
      }
      return true;
    });
  }

  private static String[] join(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
