package dev.asupersync.channel;

/**
 * A channel for one message from one task to another: a reply.
 *
 * <p>Open it with {@code scope.open(Oneshot.create())}. Each end is made once. Rules: 7.2.1 to 7.2.5.
 *
 * @param <T> what it carries
 */
public interface Oneshot<T> {

  static <T> OneshotSpec<T> create() {
    return new OneshotSpec<>("");
  }

  /** The sending end. Errors: CX-3103 the second time. */
  OneshotSender<T> sender();

  /** The receiving end. Errors: CX-3103 the second time. */
  OneshotReceiver<T> receiver();
}
