package dev.asupersync.lab.junit;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.jspecify.annotations.Nullable;

/** Runs a {@link LabTest} method in the lab, seed after seed, in place of JUnit's own call. */
final class LabTestExtension implements InvocationInterceptor, ParameterResolver {

  private static final String SEED = "asupersync.lab.seed";

  LabTestExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cx.class;
  }

  /** Nothing yet: the context exists only inside a run, and that begins later. */
  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return null;
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context) {
    Method method = call.getExecutable();
    if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != Cx.class) {
      throw new IllegalArgumentException("@LabTest " + method + ": it must have one parameter, of type Cx.");
    }
    invocation.skip();
    LabTest test = AnnotationSupport.findAnnotation(method, LabTest.class).orElseThrow();
    Optional<Long> only = onlySeed();
    LabConfig config = LabConfig.defaults()
        .seed(only.orElse(test.firstSeed()))
        .maxSteps(test.maxSteps())
        .oracles(List.of(test.oracles()));
    Object target = call.getTarget().orElse(null);
    LabRuntime.Exploration<@Nullable Object, Exception> explored = LabRuntime.create(config).explore(
        only.isPresent() ? 1 : test.seeds(),
        Exception.class,
        cx -> ReflectionSupport.invokeMethod(method, target, cx),
        report -> report.isFailure() || !report.outcome().map(Outcome::isOk).orElse(false));
    if (explored.firstFailure().isPresent()) {
      throw failure(explored.runs(), test.seeds(), explored.firstFailure().get());
    }
  }

  private static Optional<Long> onlySeed() {
    @Nullable String text = System.getProperty(SEED);
    try {
      return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "-D" + SEED + "=" + text + " is no seed: give a whole number, or leave it out to run them all.",
          wrong);
    }
  }

  private static AssertionError failure(long runs, int seeds, LabReport<?, ?> report) {
    Throwable cause = null;
    String what = report.outcome().map(Object::toString).orElse("it had to be ended by force");
    if (report.outcome().isPresent()) {
      switch (report.outcome().get()) {
        case Outcome.Panicked<?, ?>(Throwable thrown) -> cause = thrown;
        case Outcome.Err<?, ?>(Exception thrown) -> cause = thrown;
        case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> {}
      }
    }
    if (!report.isClean()) {
      what = String.join("\n", report.violations().stream().map(Object::toString).toList());
    } else if (cause != null) {
      what = String.valueOf(cause.getMessage());
    }
    return new AssertionError(
        "Seed " + report.seed() + ", number " + runs + " of " + seeds + ": " + what + "\n" + report.again(),
        cause);
  }
}
