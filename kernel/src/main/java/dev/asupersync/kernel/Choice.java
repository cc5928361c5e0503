package dev.asupersync.kernel;

import dev.asupersync.Case;
import dev.asupersync.TaskId;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One wait for the first of several things. Each thing gets a {@link Branch} to grant; the first grant decides, and
 * every later one fails, so its granter turns to the next waiter and nothing was taken.
 *
 * <p>Of several things that are there already the interpretation picks one, so that none is favoured and the lab
 * can try each.
 */
public final class Choice extends Waiter {

  Choice(TaskRecord task) {
    super(task);
  }

  /** What stands in the queue of one of the things. */
  public static final class Branch extends Waiter {

    private final Choice choice;
    private final Offer<?> offer;
    private volatile @Nullable Object gift;

    Branch(Choice choice, Offer<?> offer) {
      super(choice.task());
      this.choice = choice;
      this.offer = offer;
    }

    /** What it waits for. */
    public Offer<?> offer() {
      return offer;
    }

    Object gift() {
      return Objects.requireNonNull(gift);
    }

    @Override
    boolean decide(Object present) {
      if (choice.isOver()) {
        return false;
      }
      // Only the granter that owns this branch's queue writes here, and only until the choice is over.
      gift = present;
      return choice.decide(this);
    }
  }

  static <R extends @Nullable Object> R first(TaskRecord task, List<? extends Case<? extends R>> cases) {
    List<Offer<? extends R>> offers = offers(task, cases);
    task.pass();
    List<Offer<? extends R>> ready = new ArrayList<>(offers);
    ready.removeIf(offer -> !offer.isReady(task));
    while (!ready.isEmpty()) {
      int picked = ready.size() == 1 ? 0 : task.requireStrand().choose(ready.size());
      Offer<? extends R> offer = ready.remove(picked);
      Object gift = offer.take(task);
      if (gift != null) {
        return offer.accept(task, gift);
      }
    }
    return wait(task, offers);
  }

  private static <R extends @Nullable Object> List<Offer<? extends R>> offers(
      TaskRecord task, List<? extends Case<? extends R>> cases) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("select() without a case would wait for ever. Give it one or more.");
    }
    List<Offer<? extends R>> offers = new ArrayList<>(cases.size());
    for (Case<? extends R> one : cases) {
      if (!(one instanceof Offer<? extends R> offer)) {
        throw new CxUsageException(
            ErrorCode.FOREIGN_CX,
            "select() was given a " + one.getClass().getName() + ", which is a mock or a wrapper and stands for"
                + " nothing. Mock the Cx as well, or run the test in the lab.");
      }
      offer.check(task);
      offers.add(offer);
    }
    return offers;
  }

  private static <R extends @Nullable Object> R wait(TaskRecord task, List<Offer<? extends R>> offers) {
    Choice choice = new Choice(task);
    List<Branch> branches = new ArrayList<>(offers.size());
    for (Offer<? extends R> offer : offers) {
      if (choice.isOver()) {
        break;
      }
      Branch branch = new Branch(choice, offer);
      branches.add(branch);
      offer.enlist(branch);
    }
    Runnable leave = () -> branches.forEach(branch -> branch.offer.leave(branch));
    Branch won =
        (Branch) choice.await(OpKind.SELECT, 0, Patience.UNTIL_CANCELLED, new Any(offers), leave);
    for (Branch other : branches) {
      if (other != won) {
        other.offer.leave(other);
      }
    }
    @SuppressWarnings("unchecked") // the offers are those of R
    Offer<? extends R> offer = (Offer<? extends R>) won.offer;
    return offer.accept(task, won.gift());
  }

  /** All that is waited for, as reports see it. */
  private record Any(List<? extends Offer<?>> offers) implements Wait.Subject {

    @Override
    public String what() {
      return "the first of " + offers.stream().map(Offer::what).toList();
    }

    @Override
    public List<TaskId> heldUpBy() {
      Set<TaskId> all = new LinkedHashSet<>();
      offers.forEach(offer -> all.addAll(offer.heldUpBy()));
      return List.copyOf(all);
    }
  }
}
