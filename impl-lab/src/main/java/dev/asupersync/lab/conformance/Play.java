package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionBody;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.channel.ChannelClosedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trial that is one region and a book. A side of a channel that is gone is no surprise: somebody was cancelled. */
final class Play implements Trial {

  /** What happens in the region. */
  @FunctionalInterface
  interface Story {
    void tell(Scope<RuntimeException> scope, Goods goods);
  }

  private final Goods goods = new Goods();
  private final Story story;
  private final boolean atLeastOnce;

  private Play(Story story, boolean atLeastOnce) {
    this.story = story;
    this.atLeastOnce = atLeastOnce;
  }

  static Subject exactlyOnce(String name, Story story) {
    return new Subject(name, () -> new Play(story, false));
  }

  static Subject atLeastOnce(String name, Story story) {
    return new Subject(name, () -> new Play(story, true));
  }

  @Override
  public void run(Cx cx) {
    RegionBody<@Nullable Void, RuntimeException> body = scope -> {
      expectGone(() -> story.tell(scope, goods));
      return null;
    };
    if (cx.region(RegionOptions.named("play"), body) instanceof Outcome.Panicked<?, ?>(Throwable cause)) {
      throw new AssertionError("the program panicked: " + cause, cause);
    }
  }

  @Override
  public Optional<String> complaint() {
    return goods.complaint(atLeastOnce);
  }

  /** Does it until the other side is gone. */
  static void expectGone(Runnable talk) {
    try {
      talk.run();
    } catch (ChannelClosedException gone) {
      // Who was to answer was cancelled; what was to be sent stays here, and nobody counts it as sent.
      assert gone.getMessage() != null;
    }
  }
}
