package dev.asupersync;

import dev.asupersync.channel.BroadcastSpec;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.OneshotSpec;
import dev.asupersync.channel.WatchSpec;
import dev.asupersync.heap.HeapSpec;
import dev.asupersync.sync.NotifySpec;
import dev.asupersync.sync.SemaphoreSpec;

/**
 * The description of something that a region can own: {@link Scope#open} makes it.
 *
 * @param <R> what is opened
 */
public sealed interface Spec<R>
    permits ChannelSpec, OneshotSpec, BroadcastSpec, WatchSpec, HeapSpec,
        SemaphoreSpec, NotifySpec {

  /** What people see in dumps and reports; empty for none. */
  String name();
}
