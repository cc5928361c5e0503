package dev.asupersync.kernel;

import dev.asupersync.Finalizer;
import dev.asupersync.Spec;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.kernel.channel.QueueChannel;
import java.util.Optional;

/** Which thing each {@link Spec} describes. The only place where the kernel knows all of its primitives. */
final class Primitives {

  private Primitives() {}

  /**
   * Something new.
   *
   * @param face what the program gets
   * @param leftovers what is still to be done when the region ends
   */
  record Opened<R>(Owned thing, R face, Optional<Finalizer> leftovers) {}

  @SuppressWarnings("unchecked") // each Spec<R> is made into its own R
  static <R> Opened<R> open(Region region, Spec<R> spec) {
    return switch (spec) {
      case ChannelSpec<?> channel -> (Opened<R>) channel(region, channel);
    };
  }

  private static <T> Opened<?> channel(Region region, ChannelSpec<T> spec) {
    QueueChannel<T> channel = new QueueChannel<>(region, spec);
    return new Opened<>(
        channel,
        channel,
        spec.undelivered().map(handler -> _ -> channel.leftovers().forEach(handler)));
  }
}
