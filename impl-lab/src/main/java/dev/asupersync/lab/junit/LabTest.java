package dev.asupersync.lab.junit;

import dev.asupersync.CancelKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs in the lab: real runtime, virtual time, oracles on, once for each seed.
 *
 * <pre>{@code
 * @LabTest(seeds = 100)
 * void a_message_is_received_once(Cx cx) { ... }
 * }</pre>
 *
 * <p>The method has one parameter, the {@code Cx} of the program's root task; what it throws fails the
 * test, and so does a violation. Each seed runs in a fresh world, up to the first that fails; the failure
 * names the seed, and {@code -Dasupersync.lab.seed=N} runs only that one. Fields of the test class are
 * shared by the seeds of a method, so keep what a program changes in local variables.
 *
 * <p>With {@link #schedules} the test is explored instead: one seed for the program's random numbers, and as many
 * schedules as that, as {@link #strategy} wants them.
 *
 * <p>With {@link #inject} it is cancelled at each of its points; with {@link #chaos} it is disturbed at random.
 *
 * <p>Every failure tells a word with which that run alone is made again: {@code -Dasupersync.lab.replay=WORD}. Tests
 * that it is not of run as ever.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(LabTestExtension.class)
public @interface LabTest {

  /** How many seeds. */
  int seeds() default 1;

  /** The first of them. */
  long firstSeed() default 42;

  /** How many schedules are tried with the first seed; 0 for one random walk with each seed. */
  long schedules() default 0;

  /** What they are: a name that {@link dev.asupersync.lab.explore.Searches#names} has. */
  String strategy() default "portfolio";

  /**
   * Kinds of cancellation. If there are any, the test is run with such a request at each of its points, each kind in
   * turn, in as many schedules for each point as {@link #schedules} says, or 20. Then Cancelled is a good end, too.
   */
  CancelKind[] inject() default {};

  /** Who is cancelled, each in turn, as {@link dev.asupersync.lab.fault.Target#parse} reads it. */
  String[] injectInto() default {"self"};

  /** At which points, as {@link dev.asupersync.lab.inject.Points#parse} reads it. */
  String injectAt() default "all";

  /** With {@link #inject}: errors with which the test may end when it is cancelled. */
  Class<? extends Throwable>[] allowing() default {};

  /**
   * What is done to the program at random, as {@link dev.asupersync.lab.chaos.Chaos#parse} reads it. If it can cancel,
   * Cancelled is a good end, too.
   */
  String chaos() default "off";

  /** Steps after which a run is stopped and fails (CX-4003); 0 for no limit. */
  long maxSteps() default 10_000_000;

  /** The oracles that judge, by name. */
  String[] oracles() default {"all"};
}
