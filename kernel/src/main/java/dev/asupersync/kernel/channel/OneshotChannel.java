package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Oneshot;
import dev.asupersync.channel.OneshotReceiver;
import dev.asupersync.channel.OneshotSender;
import dev.asupersync.channel.OneshotSpec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.Waiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel for one message. Rules: 7.2.1 to 7.2.5. */
public final class OneshotChannel<T> extends Source implements Oneshot<T> {

  // Guarded by the lock.
  private @Nullable SingleSender<T> sender;
  private @Nullable SingleReceiver<T> receiver;
  private @Nullable T message;
  private boolean senderGone;
  private boolean receiverGone;

  public OneshotChannel(Region owner, OneshotSpec<T> spec) {
    super(owner, "oneshot", spec.name());
  }

  @Override
  public OneshotSender<T> sender() {
    SingleSender<T> made = new SingleSender<>(this);
    lock().lock();
    try {
      refuseSecond(sender, "sender");
      sender = made;
    } finally {
      lock().unlock();
    }
    return made;
  }

  @Override
  public OneshotReceiver<T> receiver() {
    SingleReceiver<T> made = new SingleReceiver<>(this);
    lock().lock();
    try {
      refuseSecond(receiver, "receiver");
      receiver = made;
    } finally {
      lock().unlock();
    }
    return made;
  }

  private void refuseSecond(@Nullable Object first, String what) {
    if (first != null) {
      throw new CxUsageException(
          ErrorCode.END_CLOSED,
          "A second " + what + " of " + subject() + " was asked for. It carries one message from one task to another:"
              + " open one for each.");
    }
  }

  boolean isReceiverGone() {
    lock().lock();
    try {
      return receiverGone;
    } finally {
      lock().unlock();
    }
  }

  boolean fill(T sent) {
    lock().lock();
    try {
      if (receiverGone) {
        return false;
      }
      message = sent;
      settle();
      return true;
    } finally {
      lock().unlock();
    }
  }

  /** The sender will send nothing, or nothing more. */
  void senderGone() {
    lock().lock();
    try {
      senderGone = true;
      settle();
    } finally {
      lock().unlock();
    }
  }

  void receiverGone() {
    lock().lock();
    try {
      receiverGone = true;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void settle() {
    while (!waiting.isEmpty()) {
      Object gift = ready();
      Waiter next = gift == null ? null : waiting.poll();
      if (gift == null || next == null) {
        return;
      }
      if (next.grant(gift)) {
        message = null;
      }
    }
  }

  /** The message, or {@link #CLOSED}, or null for nothing yet. With the lock. */
  private @Nullable Object ready() {
    return message != null ? message : senderGone ? CLOSED : null;
  }

  /** The same, taken. */
  @Nullable Object take() {
    lock().lock();
    try {
      Object ready = ready();
      message = null;
      return ready;
    } finally {
      lock().unlock();
    }
  }

  boolean isReady() {
    lock().lock();
    try {
      return ready() != null;
    } finally {
      lock().unlock();
    }
  }

  @Override
  String what() {
    return "the message on " + subject();
  }

  @Override
  List<TaskId> heldUpBy() {
    lock().lock();
    try {
      return sender == null ? List.of() : idOf(sender.user());
    } finally {
      lock().unlock();
    }
  }

  ChannelClosedException closedToReceiver() {
    return new ChannelClosedException(
        "No message will come on " + subject() + ": its sender has ended without sending, or it was received.");
  }

  ChannelClosedException closedToSender() {
    return new ChannelClosedException(
        "Nothing can be sent on " + subject() + ", because its receiver is closed. The message stays with the caller.");
  }

  @Override
  protected void closeWithRegion() {
    senderGone();
    receiverGone();
  }
}
