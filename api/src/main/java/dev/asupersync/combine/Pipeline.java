package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stages in a row, each working on what the one before has made. A pipeline is itself a stage, so that
 * pipelines can be put together; how they were put together makes no difference.
 *
 * <p>{@code Pipeline.of(Shop::parse).then(Shop::price).then(Shop::pack)} is a value: {@link #run} takes one
 * input through all stages, {@link #stream} many of them, with all stages at work at once. Rule: 8.16.
 */
public final class Pipeline<A, B, E extends Exception> implements Stage<A, B, E> {

  private final List<Stage<Object, Object, E>> stages;

  private Pipeline(List<Stage<Object, Object, E>> stages) {
    this.stages = stages;
  }

  public static <A, B, E extends Exception> Pipeline<A, B, E> of(Stage<A, B, E> first) {
    return new Pipeline<>(List.of(untyped(first)));
  }

  /** This one, and {@code next} on what it makes. */
  public <C> Pipeline<A, C, E> then(Stage<? super B, ? extends C, ? extends E> next) {
    return new Pipeline<>(Stream.concat(stages.stream(), Stream.of(Pipeline.<E>untyped(next))).toList());
  }

  /**
   * Takes one input through all stages, on the caller's strand. The first that throws ends it.
   *
   * <p>Cancellation: a cancel point before each stage.
   */
  @Override
  @SuppressWarnings("unchecked") // each stage takes what the one before has made
  public B run(Cx cx, A input) throws E {
    Object value = input;
    for (Stage<Object, Object, E> stage : stages) {
      cx.checkpoint();
      value = stage.run(cx, value);
    }
    return (B) value;
  }

  /**
   * Takes every input through all stages, which work at the same time, each in a task of its own; between two
   * there wait at most {@code capacity} values. Results reach the sink in the order of the inputs, on the
   * caller's strand. The outcome is how many they were.
   *
   * <p>Cancellation: reaches every stage, and each is waited for. A stage, or the sink, that fails cancels
   * the others (fail-fast). A stage first reserves the place for its result, so that nothing it has made is
   * dropped for want of room. Errors: CX-3101 for a capacity below 1.
   */
  public Outcome<Long, E> stream(
      Cx cx,
      Class<E> errorType,
      int capacity,
      Iterable<? extends A> inputs,
      Stage<? super B, ?, ? extends E> sink) {
    return flow(cx, errorType, capacity, inputs, sink);
  }

  public Outcome<Long, E> stream(
      Cx cx, int capacity, Iterable<? extends A> inputs, Stage<? super B, ?, ? extends E> sink) {
    return flow(cx, null, capacity, inputs, sink);
  }

  private Outcome<Long, E> flow(
      Cx cx,
      @Nullable Class<E> errorType,
      int capacity,
      Iterable<? extends A> inputs,
      Stage<? super B, ?, ? extends E> sink) {
    return Enclosure.settle(cx, errorType, RegionOptions.named("pipeline"), scope -> {
      Flow<E> flow = new Flow<>(scope, capacity);
      flow.from(inputs);
      stages.forEach(flow::through);
      return flow.into(Pipeline.<E>untyped(sink));
    });
  }

  @SuppressWarnings("unchecked") // only given what the type of the pipeline allows
  private static <E extends Exception> Stage<Object, Object, E> untyped(Stage<?, ?, ? extends E> stage) {
    return (Stage<Object, Object, E>) stage;
  }
}
