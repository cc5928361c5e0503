package dev.asupersync.benchmarks.peer;

import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import kotlinx.coroutines.selects.SelectKt;

/** Channels of kotlinx.coroutines, between coroutines on {@code Dispatchers.Default}. */
final class KotlinxChannels implements Peer {

  private static Channel<Integer> open(int capacity) {
    return ChannelKt.Channel(capacity, BufferOverflow.SUSPEND, null);
  }

  private interface Starting {
    Coroutine of(Continuation<?> completion);
  }

  private static void launch(CoroutineScope scope, Starting coroutine) {
    BuildersKt.launch(
        scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT,
        (_, completion) -> coroutine.of(completion).start());
  }

  private static long run(Function2<CoroutineScope, Continuation<?>, Coroutine> body) {
    try {
      return BuildersKt.<Long>runBlocking(
          Dispatchers.getDefault(), (scope, completion) -> body.invoke(scope, completion).start());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long fanIn(int senders, int capacity, int messages) {
    Channel<Integer> channel = open(capacity);
    return run((scope, completion) -> {
      for (int s = 0; s < senders; s++) {
        launch(scope, end -> new Sending(channel, messages / senders, end));
      }
      return new Receiving(channel, messages, completion);
    });
  }

  @Override
  public long chain(int tasks, int capacity, int messages) {
    return run((scope, completion) -> {
      Channel<Integer> first = open(capacity);
      Channel<Integer> last = first;
      for (int t = 0; t < tasks; t++) {
        Channel<Integer> from = last;
        Channel<Integer> to = open(capacity);
        launch(scope, end -> new Relaying(from, to, messages, end));
        last = to;
      }
      launch(scope, end -> new Sending(first, messages, end));
      return new Receiving(last, messages, completion);
    });
  }

  @Override
  public long select(int capacity, int messages) {
    Channel<Integer> one = open(capacity);
    Channel<Integer> other = open(capacity);
    return run((scope, completion) -> {
      launch(scope, end -> new Sending(one, messages / 2, end));
      launch(scope, end -> new Sending(other, messages / 2, end));
      return new Selecting(one, other, messages, completion);
    });
  }

  @Override
  public long alone(int capacity, int messages) {
    Channel<Integer> channel = open(capacity);
    return run((_, completion) -> new Alone(channel, messages, completion));
  }

  private static final class Sending extends Coroutine {

    private final Channel<Integer> to;
    private int left;

    Sending(Channel<Integer> to, int messages, Continuation<?> completion) {
      super(completion);
      this.to = to;
      this.left = messages;
    }

    @Override
    protected Object resume(Object result) {
      while (left > 0) {
        left--;
        if (to.send(MESSAGE, this) == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return Unit.INSTANCE;
    }
  }

  private static final class Receiving extends Coroutine {

    private final Channel<Integer> from;
    private int left;
    private long sum;
    private boolean started;

    Receiving(Channel<Integer> from, int messages, Continuation<?> completion) {
      super(completion);
      this.from = from;
      this.left = messages;
    }

    @Override
    protected Object resume(Object result) {
      Object next = result;
      if (!started) {
        started = true;
        next = from.receive(this);
      }
      while (next != SUSPENDED) {
        sum += (Integer) next;
        if (--left == 0) {
          return sum;
        }
        next = from.receive(this);
      }
      return SUSPENDED;
    }
  }

  private static final class Relaying extends Coroutine {

    private final Channel<Integer> from;
    private final Channel<Integer> to;
    private int left;
    private boolean received;

    Relaying(Channel<Integer> from, Channel<Integer> to, int messages, Continuation<?> completion) {
      super(completion);
      this.from = from;
      this.to = to;
      this.left = messages;
    }

    @Override
    protected Object resume(Object result) {
      Object given = result;
      while (given != SUSPENDED) {
        if (received) {
          received = false;
          left--;
          given = to.send((Integer) given, this);
        } else if (left == 0) {
          return Unit.INSTANCE;
        } else {
          received = true;
          given = from.receive(this);
        }
      }
      return SUSPENDED;
    }
  }

  private static final class Alone extends Coroutine {

    private final Channel<Integer> channel;
    private int left;
    private long sum;
    private boolean sent;

    Alone(Channel<Integer> channel, int messages, Continuation<?> completion) {
      super(completion);
      this.channel = channel;
      this.left = messages;
    }

    @Override
    protected Object resume(Object result) {
      Object given = result;
      while (given != SUSPENDED) {
        if (given instanceof Integer received) {
          sum += received;
          left--;
        }
        if (sent) {
          sent = false;
          given = channel.receive(this);
        } else if (left == 0) {
          return sum;
        } else {
          sent = true;
          given = channel.send(MESSAGE, this);
        }
      }
      return SUSPENDED;
    }
  }

  private static final class Selecting extends Coroutine {

    private static final Function2<Integer, Continuation<? super Integer>, Object> ITSELF = (message, _) -> message;

    private final Channel<Integer> one;
    private final Channel<Integer> other;
    private int left;
    private long sum;
    private boolean started;

    Selecting(Channel<Integer> one, Channel<Integer> other, int messages, Continuation<?> completion) {
      super(completion);
      this.one = one;
      this.other = other;
      this.left = messages;
    }

    private Object next() {
      return SelectKt.<Integer>select(
          choice -> {
            choice.invoke(one.getOnReceive(), ITSELF);
            choice.invoke(other.getOnReceive(), ITSELF);
            return Unit.INSTANCE;
          },
          this);
    }

    @Override
    protected Object resume(Object result) {
      Object next = result;
      if (!started) {
        started = true;
        next = next();
      }
      while (next != SUSPENDED) {
        sum += (Integer) next;
        if (--left == 0) {
          return sum;
        }
        next = next();
      }
      return SUSPENDED;
    }
  }
}
