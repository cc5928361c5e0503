package dev.asupersync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why something was cancelled: what, where from, when, and because of what else.
 *
 * <p>Reasons only ever get stronger ({@link #strengthen}), and their chains are bounded: a chain that would
 * grow over its limit is cut at the far end and says so.
 *
 * <p>Rules: 3.5 to 3.14, 3.21.
 *
 * @param kind why
 * @param region where the request was made, if known
 * @param task the task that made it, if it was one
 * @param atNanos when, on the runtime's monotonic clock
 * @param message what a person should know
 * @param cause what set this off
 * @param truncatedAt 0 for a whole chain, else the depth at which links were left out
 */
public record CancelReason(
    CancelKind kind,
    Optional<RegionId> region,
    Optional<TaskId> task,
    long atNanos,
    Optional<String> message,
    Optional<CancelReason> cause,
    int truncatedAt) {

  /** The most links that a chain may have, itself included. */
  public static final int MAX_DEPTH = 16;

  /** The most memory that a chain may take, by the estimate of 80 bytes a link and 8 between two. */
  public static final int MAX_BYTES = 4096;

  /** A reason of this kind; the runtime fills in where and when. */
  public static CancelReason of(CancelKind kind) {
    return new CancelReason(
        kind, Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(), 0);
  }

  /** A reason of kind User with a message; the runtime fills in where and when. */
  public static CancelReason user(String message) {
    return of(CancelKind.USER).withMessage(message);
  }

  public CancelReason withMessage(String text) {
    return new CancelReason(kind, region, task, atNanos, Optional.of(text), cause, truncatedAt);
  }

  public CancelReason withOrigin(Optional<RegionId> origin, Optional<TaskId> by, long nanos) {
    return new CancelReason(kind, origin, by, nanos, message, cause, truncatedAt);
  }

  /** With this cause, cut to {@link #MAX_DEPTH} and {@link #MAX_BYTES}. */
  public CancelReason causedBy(CancelReason because) {
    return causedBy(because, MAX_DEPTH, MAX_BYTES);
  }

  /** With this cause, cut so that the whole chain keeps both limits; depth is looked at first. */
  CancelReason causedBy(CancelReason because, int maxDepth, int maxBytes) {
    int byDepth = Math.min(because.depth(), maxDepth - 1);
    int byBytes = (maxBytes - 80) / 88;
    int kept = Math.max(0, Math.min(byDepth, byBytes));
    boolean whole = kept == because.depth() && because.truncatedAt == 0;
    int cutAt = kept < because.depth() ? kept : because.truncatedAt;
    return new CancelReason(
        kind, region, task, atNanos, message, because.keep(kept), whole ? 0 : 1 + cutAt);
  }

  private Optional<CancelReason> keep(int links) {
    if (links <= 0) {
      return Optional.empty();
    }
    if (links >= depth()) {
      return Optional.of(this);
    }
    Optional<CancelReason> rest = cause.flatMap(c -> c.keep(links - 1));
    return Optional.of(new CancelReason(kind, region, task, atNanos, message, rest, links));
  }

  /** The severity of the kind, 0 to 5. */
  public int severity() {
    return kind.severity();
  }

  /**
   * The stronger of the two, whole: higher severity, then earlier time, then a message before none, then the
   * smaller message, then kind code, region and task. Associative, commutative, idempotent, never weaker.
   */
  public CancelReason strengthen(CancelReason other) {
    return other.beats(this) ? other : this;
  }

  private boolean beats(CancelReason that) {
    if (severity() != that.severity()) {
      return severity() > that.severity();
    }
    int order = Long.compare(atNanos, that.atNanos);
    if (order == 0) {
      order = Boolean.compare(message.isEmpty(), that.message.isEmpty());
    }
    if (order == 0) {
      order = message.orElse("").compareTo(that.message.orElse(""));
    }
    if (order == 0) {
      order = Integer.compare(kind.code(), that.kind.code());
    }
    if (order == 0) {
      order = Long.compare(
          region.map(RegionId::value).orElse(-1L), that.region.map(RegionId::value).orElse(-1L));
    }
    if (order == 0) {
      order = Long.compare(task.map(TaskId::value).orElse(-1L), that.task.map(TaskId::value).orElse(-1L));
    }
    return order == 0 ? chainBeats(that) : order < 0;
  }

  /** The last word of the tie-break, so that reasons that differ only below the head have one winner too. */
  private boolean chainBeats(CancelReason that) {
    if (cause.isPresent() && that.cause.isPresent()) {
      return cause.get().equals(that.cause.get())
          ? truncatedAt < that.truncatedAt
          : cause.get().beats(that.cause.get());
    }
    return cause.isPresent() != that.cause.isPresent()
        ? cause.isPresent()
        : truncatedAt < that.truncatedAt;
  }

  /** This reason, what caused it, and so on down to the root. */
  public List<CancelReason> chain() {
    List<CancelReason> links = new ArrayList<>();
    for (Optional<CancelReason> at = Optional.of(this); at.isPresent(); at = at.get().cause) {
      links.add(at.get());
    }
    return links;
  }

  /** How many links the chain has: 1 without a cause. */
  public int depth() {
    return chain().size();
  }

  /** The last link of the chain. */
  public CancelReason rootCause() {
    return chain().getLast();
  }

  /** Whether any link of the chain has this kind. */
  public boolean anyCauseIs(CancelKind wanted) {
    return chain().stream().anyMatch(link -> link.kind == wanted);
  }

  /** Whether {@code reason} stands strictly below this one. */
  public boolean isCausedBy(CancelReason reason) {
    return chain().stream().skip(1).anyMatch(Predicate.isEqual(reason));
  }

  /** Lower-case words and the message: {@code race lost: mirror answered first}. */
  @Override
  public String toString() {
    return kind + message.map(text -> ": " + text).orElse("");
  }

  /** The whole chain in one line, each link with where it came from. */
  public String explain() {
    StringBuilder text = new StringBuilder();
    for (CancelReason link : chain()) {
      text.append(text.isEmpty() ? "" : " <- ").append(link);
      link.region.ifPresent(r -> text.append(" in ").append(r));
      link.task.ifPresent(t -> text.append(" by ").append(t));
    }
    return truncatedAt > 0 ? text.append(" <- ...").toString() : text.toString();
  }
}
