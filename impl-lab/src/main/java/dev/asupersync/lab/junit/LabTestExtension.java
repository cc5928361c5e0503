package dev.asupersync.lab.junit;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.chaos.Chaos;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.jspecify.annotations.Nullable;

/** Runs a {@link LabTest} method in the lab, in place of JUnit's own call. */
final class LabTestExtension implements InvocationInterceptor, ParameterResolver {

  private static final String SEED = "asupersync.lab.seed";
  private static final String REPLAY = "asupersync.lab.replay";

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
    Optional<Long> only = property(SEED, LabTestExtension::seed);
    LabConfig config = LabConfig.defaults()
        .seed(only.orElse(test.firstSeed()))
        .maxSteps(test.maxSteps())
        .oracles(List.of(test.oracles()))
        .chaos(Chaos.parse(test.chaos()));
    Object target = call.getTarget().orElse(null);
    Task<@Nullable Object, Exception> program = cx -> ReflectionSupport.invokeMethod(method, target, cx);
    String name = method.getDeclaringClass().getName() + "#" + method.getName();
    Trials trials = new Trials(name, config, program);
    Optional<String> token = property(REPLAY, Function.identity());
    if (token.isPresent() && trials.replay(token.get())) {
      return;
    }
    if (test.inject().length > 0) {
      trials.inject(test);
    } else if (test.schedules() > 0 && only.isEmpty()) {
      trials.explore(test.strategy(), test.schedules());
    } else {
      trials.walk(only.isPresent() ? 1 : test.seeds(), test.seeds());
    }
  }

  private static <T> Optional<T> property(String name, Function<String, T> read) {
    return Optional.ofNullable(System.getProperty(name)).map(read);
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "-D" + SEED + "=" + text + " is no seed: give a whole number, or leave it out to run them all.",
          wrong);
    }
  }
}
