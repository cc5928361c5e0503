package dev.asupersync.session;

import dev.asupersync.Cx;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Transaction;
import org.jspecify.annotations.Nullable;

/** One side of a conversation, and its promise to go to the end. */
final class Wire {

  private final String name;
  private final Sender<Object> out;
  private final Receiver<Object> in;
  private @Nullable Transaction promise;

  Wire(String name, Sender<Object> out, Receiver<Object> in) {
    this.name = name;
    this.out = out;
    this.in = in;
  }

  String name() {
    return name;
  }

  private Transaction promise(Cx cx) {
    Transaction made = promise;
    if (made == null) {
      // The other side must not wait for a task that ends before it has used both.
      out.own(cx);
      in.own(cx);
      made = cx.beginTransaction("session " + name, () -> {});
      promise = made;
    }
    return made;
  }

  void send(Cx cx, Object message) {
    Transaction kept = promise(cx);
    try {
      out.send(cx, message);
    } catch (ChannelClosedException gone) {
      kept.close();
      throw gone;
    }
  }

  Object recv(Cx cx) {
    Transaction kept = promise(cx);
    try {
      return in.recv(cx);
    } catch (ChannelClosedException gone) {
      kept.close();
      throw gone;
    }
  }

  void end(Cx cx) {
    promise(cx).commit();
    out.close();
    in.close();
  }
}
