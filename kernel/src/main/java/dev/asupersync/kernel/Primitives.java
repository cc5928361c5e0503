package dev.asupersync.kernel;

import dev.asupersync.Finalizer;
import dev.asupersync.Spec;
import dev.asupersync.channel.BroadcastSpec;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.OneshotSpec;
import dev.asupersync.channel.WatchSpec;
import dev.asupersync.heap.HeapSpec;
import dev.asupersync.kernel.channel.BroadcastChannel;
import dev.asupersync.kernel.channel.OneshotChannel;
import dev.asupersync.kernel.channel.QueueChannel;
import dev.asupersync.kernel.channel.WatchedValue;
import dev.asupersync.kernel.heap.Slots;
import dev.asupersync.kernel.sync.FifoMutex;
import dev.asupersync.kernel.sync.FifoSemaphore;
import dev.asupersync.kernel.sync.InitOnceCell;
import dev.asupersync.kernel.sync.LendingPool;
import dev.asupersync.kernel.sync.RoundBarrier;
import dev.asupersync.kernel.sync.TokenNotify;
import dev.asupersync.kernel.sync.TurnTakingLock;
import dev.asupersync.kernel.sync.VolatileCell;
import dev.asupersync.sync.BarrierSpec;
import dev.asupersync.sync.CellSpec;
import dev.asupersync.sync.MutexSpec;
import dev.asupersync.sync.NotifySpec;
import dev.asupersync.sync.OnceCellSpec;
import dev.asupersync.sync.PoolSpec;
import dev.asupersync.sync.RwLockSpec;
import dev.asupersync.sync.SemaphoreSpec;
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
      case OneshotSpec<?> oneshot -> (Opened<R>) of(new OneshotChannel<>(region, oneshot));
      case BroadcastSpec<?> broadcast -> (Opened<R>) of(new BroadcastChannel<>(region, broadcast));
      case WatchSpec<?> watch -> (Opened<R>) of(new WatchedValue<>(region, watch));
      case HeapSpec<?> heap -> (Opened<R>) of(new Slots<>(region, heap));
      case MutexSpec mutex -> (Opened<R>) of(new FifoMutex(region, mutex));
      case RwLockSpec lock -> (Opened<R>) of(new TurnTakingLock(region, lock));
      case SemaphoreSpec semaphore -> (Opened<R>) of(new FifoSemaphore(region, semaphore));
      case NotifySpec notify -> (Opened<R>) of(new TokenNotify(region, notify));
      case BarrierSpec barrier -> (Opened<R>) of(new RoundBarrier(region, barrier));
      case OnceCellSpec<?> cell -> (Opened<R>) of(new InitOnceCell<>(region, cell));
      case CellSpec<?> cell -> (Opened<R>) of(new VolatileCell<>(region, cell));
      case PoolSpec<?> pool -> (Opened<R>) pool(region, pool);
    };
  }

  /** A thing that is its own face and leaves nothing. */
  private static <P extends Owned> Opened<P> of(P thing) {
    return new Opened<>(thing, thing, Optional.empty());
  }

  private static <T> Opened<?> channel(Region region, ChannelSpec<T> spec) {
    QueueChannel<T> channel = new QueueChannel<>(region, spec);
    return new Opened<>(
        channel,
        channel,
        spec.undelivered().map(handler -> _ -> channel.leftovers().forEach(handler)));
  }

  private static <T> Opened<?> pool(Region region, PoolSpec<T> spec) {
    LendingPool<T> pool = new LendingPool<>(region, spec);
    return new Opened<>(pool, pool, Optional.of(_ -> pool.close()));
  }
}
