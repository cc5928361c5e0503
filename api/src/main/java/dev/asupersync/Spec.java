package dev.asupersync;

import dev.asupersync.channel.BroadcastSpec;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.OneshotSpec;
import dev.asupersync.channel.WatchSpec;
import dev.asupersync.heap.HeapSpec;
import dev.asupersync.sync.BarrierSpec;
import dev.asupersync.sync.CellSpec;
import dev.asupersync.sync.MutexSpec;
import dev.asupersync.sync.NotifySpec;
import dev.asupersync.sync.OnceCellSpec;
import dev.asupersync.sync.PoolSpec;
import dev.asupersync.sync.RwLockSpec;
import dev.asupersync.sync.SemaphoreSpec;

/**
 * The description of something that a region can own: {@link Scope#open} makes it.
 *
 * @param <R> what is opened
 */
public sealed interface Spec<R>
    permits ChannelSpec, OneshotSpec, BroadcastSpec, WatchSpec, HeapSpec,
        MutexSpec, RwLockSpec, SemaphoreSpec, NotifySpec, BarrierSpec, OnceCellSpec, CellSpec, PoolSpec {

  /** What people see in dumps and reports; empty for none. */
  String name();
}
